import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { type RunningEmulator, startEmulator } from "../../../mocks/listener.ts";
import { variablesIn } from "../../../scripts/env-file/variables.ts";
import { managementToken, startProvision } from "../../support/run-provision.ts";
import { enterEmail, enterMailedCode, startHostedSignIn } from "../support/hosted.ts";
import { startAppAlone } from "../support/next-servers.ts";
import { expect, test } from "../support/test.ts";

const [PORT, EMULATOR_PORT] = [3571, 4971];
const ORIGIN = `http://localhost:${PORT}`;
const ADA = "ada@example.com";

/** Sets a blank tenant up, starts the app from the written file and nothing else, and uses it. */
async function withProvisionedApp(
  type: "embedded" | "hosted",
  use: (tenant: RunningEmulator) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "provisioned-"));
  const tenant = await startEmulator({ port: EMULATOR_PORT, appOrigin: ORIGIN, seed: "blank" });
  const file = join(folder, ".env.local");
  const flags = ["--yes", "--env-file", file, "--app-url", ORIGIN, "--authenticator", type];
  const token = { BEYOND_IDENTITY_API_TOKEN: await managementToken(tenant) };
  const first = startProvision(flags, token);
  expect(await first.ended, first.said()).toBe(0);
  const stop = await startAppAlone(PORT, variablesIn(await readFile(file, "utf8")));
  try {
    await use(tenant);
    const before = [
      await readFile(file, "utf8"),
      JSON.stringify(tenant.emulator.store.state.world),
    ];
    expect(await startProvision(flags, token).ended).toBe(0);
    expect([
      await readFile(file, "utf8"),
      JSON.stringify(tenant.emulator.store.state.world),
    ]).toEqual(before);
  } finally {
    await stop();
    await tenant.close();
    await rm(folder, { recursive: true });
  }
}

async function expectAccount(page: Page): Promise<void> {
  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await expect(page.getByText(ADA).first()).toBeVisible();
}

/** With the passkey of this browser, which asks for nothing more. */
async function signInAgain(page: Page): Promise<void> {
  await page.goto(`${ORIGIN}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccount(page);
}

test("from a blank tenant to the account page, embedded", { tag: "@deep" }, async ({ page }) => {
  await withProvisionedApp("embedded", async ({ emulator }) => {
    await page.goto(`${ORIGIN}/register`);
    await page.getByRole("textbox", { name: "Email" }).fill(ADA);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await expect.poll(() => mailedLink(emulator)).toBeTruthy();
    await page.goto(mailedLink(emulator) ?? "");
    await page.getByRole("button", { name: "Create passkey" }).click();
    await expectAccount(page);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await signInAgain(page);
  });
});

test("from a blank tenant to the account page, hosted", { tag: "@deep" }, async ({ page }) => {
  await withProvisionedApp("hosted", async ({ emulator }) => {
    await startHostedSignIn(page, ORIGIN);
    await enterEmail(page, ADA);
    await enterMailedCode(page, emulator, ADA);
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await expectAccount(page);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await signInAgain(page);
  });
});

function mailedLink({ store }: Emulator): string | undefined {
  return store.state.messages.findLast(({ to, link }) => to === ADA && link)?.link;
}
