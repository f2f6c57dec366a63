import type { Page } from "@playwright/test";
import { addAxe, violations } from "./support/axe.ts";
import { newestCodeFor } from "./support/emulator.ts";
import { createPasskey, expectAccountOf, newAddress, startSignIn } from "./support/person.ts";
import { alertOn, expect, test } from "./support/test.ts";

/** Goes from the sign-in page to the form for the code. */
async function askForCode(page: Page, address: string): Promise<void> {
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await sendCodeTo(page, address);
}

async function sendCodeTo(page: Page, address: string): Promise<void> {
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await page.keyboard.type(address);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.keyboard.press("Enter");
}

/** @returns a well-formed code other than the mailed one. */
async function wrongCodeFor(address: string): Promise<string> {
  return (await newestCodeFor(address)) === "000000" ? "000001" : "000000";
}

test("a new user signs in with a mailed code and creates a passkey", async ({ page }) => {
  const address = newAddress();
  await addAxe(page.context());
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText("Enter your email address.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await sendCodeTo(page, address);

  await enterCode(page, await wrongCodeFor(address));
  await expect(page.getByText("That is not the code.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  const code = await newestCodeFor(address);
  await enterCode(page, ` ${code.slice(0, 3)} ${code.slice(3)}`);
  await expectAccountOf(page, address);

  await page.getByRole("button", { name: "Create a passkey here" }).click();
  await expect(page).toHaveURL(/\/bind/);
  await createPasskey(page, address);
  await expect(page.getByRole("button", { name: "Create a passkey here" })).toBeHidden();
});

test("three wrong codes end the attempt, and another address starts again", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await askForCode(page, newAddress());
  await page.getByRole("button", { name: "Use another address" }).click();
  await sendCodeTo(page, address);
  const wrong = await wrongCodeFor(address);
  for (const tries of [1, 2, 3]) {
    await test.step(`wrong code ${tries}`, async () => {
      const answered = page.waitForResponse(/\/bi-authenticate$/);
      await enterCode(page, wrong);
      await answered;
      if (tries < 3) await expect(page.getByRole("textbox", { name: "Code" })).toHaveValue("");
    });
  }
  await expect(alertOn(page)).toContainText("This code has expired");
  await expect(page.getByRole("link", { name: "Start again" })).toHaveAttribute("href", "/sign-in");
});
