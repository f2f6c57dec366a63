import type { Page } from "@playwright/test";
import { type SecondProvider, startSecondProvider } from "../../support/second-provider.ts";
import { mailedLink } from "../support/mailed-link.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { expect, test } from "../support/test.ts";

const [PORT, EMULATOR_PORT, PROVIDER_PORT] = [3540, 4940, 4941];
const ORIGIN = `http://localhost:${PORT}`;
const PROVE_ANEW = `${ORIGIN}/sign-in?error=fresh_sign_in_required`;

let second: SecondProvider;
let servers: OwnServers;

test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  second = await startSecondProvider(ORIGIN, PROVIDER_PORT);
  servers = await startOwnServers(EMULATOR_PORT, [PORT], {
    ...second.variables,
    AUTH_OIDC_NAME: "Second",
  });
});
test.afterAll(async () => {
  await servers?.stop();
  await second?.close();
});

const signIn = (page: Page) => page.getByRole("button", { name: "Sign in with Second" }).click();

async function sayWhoYouAre(page: Page): Promise<void> {
  await page.getByLabel("Your id").fill("grace");
  await page.getByRole("button", { name: "Let me in" }).click();
}

async function expectAccount(page: Page): Promise<void> {
  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await expect(page.getByText("ada@example.com").first()).toBeVisible();
}

test("a user signs in with another OpenID Connect provider and confirms it there", {
  tag: "@deep",
}, async ({ page }) => {
  await page.goto(`${ORIGIN}/sign-in`);
  await signIn(page);
  await sayWhoYouAre(page);
  await expectAccount(page);
  const session = await (await page.request.get(`${ORIGIN}/api/auth/session`)).json();
  expect(session).toMatchObject({ issuer: second.issuer, user: { id: "grace" } });

  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.goto(`${ORIGIN}/sign-in`);
  await signIn(page);
  await expectAccount(page);

  await page.goto(PROVE_ANEW);
  await signIn(page);
  await sayWhoYouAre(page);
  await expectAccount(page);
});

test("a user whose provider fails sees an error and has no session", { tag: "@deep" }, async ({
  page,
}) => {
  second.misbehave("foreign_key");
  await page.goto(`${ORIGIN}/sign-in`);
  await signIn(page);
  await sayWhoYouAre(page);
  await expect(page).toHaveURL(`${ORIGIN}/auth-error?error=id_token_invalid`);
  second.faults = [{ path: "/token", answer: { status: 500, body: "" } }];
  await page.goto(`${ORIGIN}/sign-in`);
  await signIn(page);
  await expect(page.getByText("The other sign-in service is having trouble")).toBeVisible();
  second.faults = [];
  const session = await page.request.get(`${ORIGIN}/api/auth/session`);
  expect(await session.json()).toBeNull();
});

test("confirming with a passkey requires a new proof", { tag: "@deep" }, async ({ page }) => {
  await page.request.post(`${ORIGIN}/api/register`, { data: { email: "lise@example.com" } });
  await page.goto(await mailedLink(servers.emulator, "lise@example.com"));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page).toHaveURL(`${ORIGIN}/account`);

  await page.goto(PROVE_ANEW);
  const leaves = page.waitForRequest(/\/authorize\?/);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  expect(new URL((await leaves).url()).searchParams.get("max_age")).toBe("0");
  await expect(page).toHaveURL(`${ORIGIN}/account`);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a user signs in with another OpenID Connect provider", async ({ page }) => {
    await page.goto(`${ORIGIN}/sign-in`);
    await signIn(page);
    await sayWhoYouAre(page);
    await expectAccount(page);
  });
});
