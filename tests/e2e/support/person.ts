import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { newestLinkFor } from "./emulator.ts";
import { expect } from "./test.ts";

/** @returns an address that no other test uses. */
export function newAddress(): string {
  return `ada-${randomUUID().slice(0, 8)}@example.com`;
}

/** Registers by the form and stops at the "Check your email" page. */
export async function register(page: Page, address: string): Promise<void> {
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/** Opens the newest mailed link, once `count` have arrived, and stops before the click. */
export async function openMailedLink(page: Page, address: string, count = 1): Promise<void> {
  await page.goto(await newestLinkFor(address, count));
  await expect(page.getByRole("button", { name: "Create passkey" })).toBeVisible();
}

/** Binds a passkey with the link on the page and waits for the account. */
export async function createPasskey(page: Page, address: string): Promise<void> {
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expectAccountOf(page, address);
}

/** Registers without the form. */
export async function requestLink(page: Page, address: string): Promise<void> {
  const response = await page.request.post("/api/register", { data: { email: address } });
  expect(response.status()).toBe(202);
}

/** Registers, binds a passkey and ends on the account page. */
export async function join(page: Page, address: string): Promise<void> {
  await requestLink(page, address);
  await openMailedLink(page, address);
  await createPasskey(page, address);
}

/** Starts a sign-in from the sign-in page. */
export async function startSignIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

/** Ends the session from the account page. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** Asserts that the page is the account of that address. */
export async function expectAccountOf(page: Page, address: string): Promise<void> {
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  await expect(page.getByText(address).first()).toBeVisible();
}
