import type { Page } from "@playwright/test";
import { newestCodeFor } from "../support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  join,
  newAddress,
  signOut,
  startSignIn,
} from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";

async function askForCode(page: Page, address: string): Promise<void> {
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("Back after a sign-in by passkey or code leads to its first page", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await startSignIn(page);
  await expectAccountOf(page, address);
  await page.goBack();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await page.context().clearCookies();
  await page.evaluate(() => indexedDB.deleteDatabase("credentials"));

  const another = newAddress();
  await askForCode(page, another);
  await enterCode(page, await newestCodeFor(another));
  await expectAccountOf(page, another);
  await page.goBack();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
});

test("the code form survives a reload, a wrong code and a visit to the inbox", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await askForCode(page, address);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await expect(page.getByText(address)).toBeVisible();
  const code = await newestCodeFor(address);
  await enterCode(page, code === "000000" ? "000001" : "000000");
  await expect(page.getByText("That is not the code.")).toBeVisible();
  await page.reload();
  await page.goto("/recover");
  await page.goBack();
  await enterCode(page, code);
  await expectAccountOf(page, address);
});

test("the page does not ask for an expired code again", { tag: "@deep" }, async ({ page }) => {
  const address = newAddress();
  await askForCode(page, address);
  const code = await newestCodeFor(address);
  for (const tries of [1, 2, 3]) {
    await test.step(`wrong code ${tries}`, async () => {
      const answered = page.waitForResponse(/\/bi-authenticate$/);
      await enterCode(page, code === "000000" ? "000001" : "000000");
      await answered;
      if (tries < 3) await expect(page.getByRole("textbox", { name: "Code" })).toHaveValue("");
    });
  }
  await expect(alertOn(page)).toContainText("This code has expired");
  await page.reload();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
});

test("the offer of a passkey survives a reload until it is declined", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await askForCode(page, address);
  await enterCode(page, await newestCodeFor(address));
  await expectAccountOf(page, address);
  const offer = page.getByRole("button", { name: "Create a passkey here" });
  await expect(offer).toBeVisible();
  await page.reload();
  await expect(offer).toBeVisible();
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(offer).toBeHidden();
  await page.reload();
  await expectAccountOf(page, address);
  await expect(offer).toBeHidden();
});

test("the offer of a passkey belongs to its session", { tag: "@deep" }, async ({ page }) => {
  const address = newAddress();
  await askForCode(page, address);
  await enterCode(page, await newestCodeFor(address));
  const offer = page.getByRole("button", { name: "Create a passkey here" });
  await expect(offer).toBeVisible();
  await page.reload();
  await offer.click();
  await createPasskey(page, address);
  await expect(offer).toBeHidden();
  await signOut(page);
  const another = newAddress();
  await join(page, another);
  await expect(offer).toBeHidden();
});

test("an old sign-in opened again shows the signed-in user and leads to the account", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  const request = page.waitForRequest(/\/bi-authenticate\?request=/);
  await join(page, address);
  await page.goto((await request).url());
  await expect(alertOn(page)).toContainText("This sign-in has expired");
  await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "not signed in yet" })).toBeHidden();
  await expect(page.getByText(address)).toBeVisible();
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountOf(page, address);
});

test("the page shows the signed-in user even without a passkey", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await askForCode(page, address);
  await enterCode(page, await newestCodeFor(address));
  await expectAccountOf(page, address);
  await startSignIn(page);
  await expect(page.getByRole("button", { name: "Email me a code" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  await expect(page.getByText(`You are signed in as ${address}`)).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to your account" })).toHaveAttribute(
    "href",
    "/account",
  );
});
