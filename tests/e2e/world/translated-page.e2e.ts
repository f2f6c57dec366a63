import type { Page } from "@playwright/test";
import { newestCodeFor } from "../support/emulator.ts";
import { expectAccountOf, join, newAddress, startSignIn } from "../support/person.ts";
import { expect, test } from "../support/test.ts";
import { decorate, translate } from "../support/translation.ts";

const CHANGES: [string, (page: Page) => Promise<void>][] = [
  ["translated once", (page) => translate(page, "once")],
  ["translated for as long as it stands", (page) => translate(page, "continuous")],
  ["decorated by an extension", decorate],
];

/** Delays every form, so that its button shows the wait. */
async function slowForms(page: Page): Promise<void> {
  await page.route("**", async (route) => {
    if (route.request().method() === "POST") await page.waitForFunction(isWaiting);
    await route.continue();
  });
}

const isWaiting = () => document.querySelector('button[aria-disabled="true"]') !== null;

for (const [change, apply] of CHANGES) {
  test(`a page ${change} still sends its form`, {
    tag: change === "translated for as long as it stands" ? [] : "@deep",
  }, async ({ page }) => {
    await slowForms(page);
    for (const [path, button] of [
      ["/register", "Create account"],
      ["/recover", "Email me a link"],
    ] as const) {
      await page.goto(path);
      await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
      await apply(page);
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    }
  });

  test(`a page ${change} still signs in with a code`, { tag: "@deep" }, async ({ page }) => {
    const address = newAddress();
    await startSignIn(page);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await page.getByRole("textbox", { name: "Email" }).fill(address);
    await slowForms(page);
    await apply(page);
    await page.getByRole("button", { name: "Send code" }).click();
    await page.getByRole("textbox", { name: "Code" }).fill("12");
    await apply(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The code has six digits.")).toBeVisible();
    await page.getByRole("textbox", { name: "Code" }).fill(await newestCodeFor(address));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectAccountOf(page, address);
  });

  test(`an account page ${change} still revokes`, { tag: "@deep" }, async ({ page }) => {
    const address = newAddress();
    await join(page, address);
    await slowForms(page);
    await apply(page);
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("button", { name: "Revoke my last passkey" }).click();
    await expect(page.getByRole("button", { name: "Revoke", exact: true })).toBeHidden();
    await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeHidden();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  });
}
