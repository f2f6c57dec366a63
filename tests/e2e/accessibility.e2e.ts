import { addAxe, violations } from "./support/axe.ts";
import { expectAccountOf, newAddress, openMailedLink } from "./support/person.ts";
import { emulatorAt, SHARED } from "./support/servers.ts";
import { expect, test } from "./support/test.ts";

test.beforeEach(({ context }) => addAxe(context));

test("axe finds no fault on any page that needs no session", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  for (const path of [
    "/",
    "/register",
    "/recover",
    "/sign-in",
    "/sign-in?error=OAuthCallbackError",
    "/auth-error?error=id_token_invalid",
    "/bind",
    "/bi-authenticate",
    "/no-such-page",
    emulatorAt(SHARED),
  ]) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
});

test("a user completes the whole journey by keyboard, and axe finds no fault", async ({ page }) => {
  const address = newAddress();
  await page.goto("/register");
  await page.getByRole("button", { name: "Create account" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Enter your email address")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("textbox", { name: "Email" }).focus();
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await openMailedLink(page, address);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Create passkey" }).focus();
  await page.keyboard.press("Enter");
  await expectAccountOf(page, address);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "See what your code knows" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "For developers" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
