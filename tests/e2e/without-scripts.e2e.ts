import { linksFor } from "./support/emulator.ts";
import { newAddress } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test.use({ javaScriptEnabled: false });

test("registering works without scripts", async ({ page }) => {
  const address = newAddress();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(await linksFor(address)).toHaveLength(1);
});

test("signing in reaches the passkey page without scripts", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/bi-authenticate\?request=/);
});

test("the passkey page says that it needs scripts, and shows no progress", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { name: "This page needs JavaScript" })).toBeVisible();
  await expect(page.locator("noscript p").first()).toContainText("Passkeys need JavaScript");
  await expect(page.getByRole("list", { name: "Progress" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Signing you in" })).toBeHidden();
});
