import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";
import {
  createPasskey,
  newAddress,
  openMailedLink,
  register,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const resultSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

test.beforeEach(async ({ context }) => {
  await context.addInitScript({ path: AXE });
});

/** What axe-core finds wrong with the page, in light and in dark. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const result: unknown = await page.evaluate("axe.run()");
    for (const { id, nodes } of resultSchema.parse(result).violations) {
      found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html}`));
    }
  }
  return found;
}

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
]) {
  test(`axe finds nothing wrong with ${path}`, async ({ page, expectConsoleError }) => {
    expectConsoleError(/status of 404/);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test("axe finds nothing wrong along the journey", async ({ page }) => {
  const address = newAddress();
  await register(page, address);
  expect(await violations(page)).toEqual([]);
  await openMailedLink(page, address);
  expect(await violations(page)).toEqual([]);
  await createPasskey(page, address);
  expect(await violations(page)).toEqual([]);
  await signOut(page);
  await register(page, newAddress());
  await page.goto("/register");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Enter your email address")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("axe finds nothing wrong with the chooser and with a browser that has no passkey", async ({
  page,
  otherBrowser,
}) => {
  const elsewhere = await (await otherBrowser()).newPage();
  await elsewhere.context().addInitScript({ path: AXE });
  await startSignIn(elsewhere);
  await expect(
    elsewhere.getByRole("heading", { name: "No passkey in this browser" }),
  ).toBeVisible();
  expect(await violations(elsewhere)).toEqual([]);
  const [first, second] = [newAddress(), newAddress()];
  for (const address of [first, second]) {
    await register(page, address);
    await openMailedLink(page, address);
    await createPasskey(page, address);
    await signOut(page);
  }
  await startSignIn(page);
  await expect(page.getByRole("button", { name: `Continue as ${first}` })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("the whole journey can be made with the keyboard alone", async ({ page }) => {
  const address = newAddress();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).focus();
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeFocused();
  await openMailedLink(page, address);
  await page.getByRole("button", { name: "Create passkey" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account");
});
