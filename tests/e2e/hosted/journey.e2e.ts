import { addAxe, violations } from "../support/axe.ts";
import {
  enterEmail,
  enterMailedCode,
  lengthenPause,
  startHostedServers,
  startHostedSignIn,
  wrongCode,
} from "../support/hosted.ts";
import type { OwnServers } from "../support/next-servers.ts";
import { alertOn, expect, test } from "../support/test.ts";

const [PORT, EMULATOR_PORT] = [3550, 4950];
const ORIGIN = `http://localhost:${PORT}`;
const [ADA, BOB] = ["ada@example.com", "bob@example.com"];

let servers: OwnServers;

// All share the servers.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  servers = await startHostedServers(PORT, EMULATOR_PORT);
});
test.afterAll(async () => {
  await servers?.stop();
});

test("two users sign in on the cloud's page, one with a passkey and one without", async ({
  page,
}) => {
  const { emulator } = servers;
  await addAxe(page.context());
  await page.goto(ORIGIN);
  await page.getByRole("link", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Create your account" })).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await page.getByRole("link", { name: "Go to sign in" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();

  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await enterEmail(page, ADA);
  await page.getByRole("textbox", { name: "Code" }).fill(wrongCode(emulator, ADA));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("That is not the code.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await enterMailedCode(page, emulator, ADA);
  await expect(page.getByRole("button", { name: "Continue to my account" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Create a passkey" }).click();

  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await expect(page.getByText(ADA).first()).toBeVisible();
  await expect(page.getByText("Beyond Identity keeps your passkeys.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(`${ORIGIN}/`);

  // The second visit needs nothing.
  await startHostedSignIn(page, ORIGIN);
  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  // Another person in the same browser.
  await lengthenPause(page);
  await startHostedSignIn(page, ORIGIN);
  await page.getByRole("button", { name: "Use another email" }).click();
  await enterEmail(page, BOB);
  await enterMailedCode(page, emulator, BOB);
  await page.getByRole("button", { name: "Continue to my account" }).click();
  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await expect(page.getByText(BOB).first()).toBeVisible();
});

test("a user who goes back is told that the sign-in was not finished", { tag: "@deep" }, async ({
  page,
}) => {
  await page.goto(`${ORIGIN}/recover`);
  await page.getByRole("link", { name: "Go to sign in" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("link", { name: "Go back" }).click();
  await expect(page).toHaveURL(`${ORIGIN}/sign-in?error=OAuthCallbackError`);
  await expect(alertOn(page)).toContainText("Signing in was not finished");
});
