import type { Page } from "@playwright/test";
import { mailedLink } from "../support/mailed-link.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { newAddress } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

type Copy = { servers: OwnServers; origin: string };

const PORTS = [
  [3530, 4930],
  [3531, 4931],
] as const;

let copies: Copy[];

// All share the servers.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  copies = await Promise.all(
    PORTS.map(async ([port, emulatorPort]) => ({
      servers: await startOwnServers(emulatorPort, [port], {}),
      origin: `http://localhost:${port}`,
    })),
  );
});
test.afterAll(() => Promise.all(copies.map(({ servers }) => servers.stop())));

async function join(page: Page, { servers, origin }: Copy, address: string): Promise<void> {
  await page.request.post(`${origin}/api/register`, { data: { email: address } });
  await page.goto(await mailedLink(servers.emulator, address));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expectAccount(page, { servers, origin }, address);
}

async function expectAccount(page: Page, { origin }: Copy, address: string): Promise<void> {
  await expect(page).toHaveURL(`${origin}/account`);
  await expect(page.getByText(address).first()).toBeVisible();
}

test("two copies on localhost keep their sessions and sign-ins apart", {
  tag: "@deep",
}, async ({ page }) => {
  const [first, second] = copies;
  if (!first || !second) throw new Error("two copies are needed");
  const [ada, grace] = [newAddress(), newAddress()];
  await join(page, first, ada);
  await join(page, second, grace);
  await page.goto(`${first.origin}/account`);
  await expectAccount(page, first, ada);
  expect((await page.request.get(`${second.origin}/api/auth/session`)).status()).toBe(200);

  // One copy's sign-in is under way while the other's completes.
  await page.goto(`${first.origin}/sign-in`);
  const other = await page.context().newPage();
  await other.goto(`${second.origin}/sign-in`);
  const signIn = { name: "Sign in with a passkey" };
  await Promise.all([page, other].map((tab) => tab.getByRole("button", signIn).click()));
  await expectAccount(page, first, ada);
  await expectAccount(other, second, grace);

  await other.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(other).toHaveURL(`${second.origin}/`);
  await page.reload();
  await expectAccount(page, first, ada);
});
