import type { Page } from "@playwright/test";
import { addAxe, violations } from "./support/axe.ts";
import { newestLinkFor } from "./support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  register,
  requestLink,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("16: a user registers, signs out and in again, and no cache keeps their pages", async ({
  page,
}) => {
  const address = newAddress();
  await page.goto("/");
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await openMailedLink(page, address);
  await expect(page.getByText(address).first()).toBeVisible();
  await createPasskey(page, address);
  await expectNoStore(page);
  await signOut(page);
  await startSignIn(page);
  await expectAccountOf(page, address);
});

/** Asserts that no cache keeps the page or its data for the browser's router. */
async function expectNoStore(page: Page): Promise<void> {
  const kinds: Record<string, string>[] = [{}, { rsc: "1" }];
  for (const headers of kinds) {
    const response = await page.request.get("/account", { headers });
    expect(response.status()).toBe(200);
    expect(response.headers()["cache-control"]).toContain("no-store");
  }
}

test("the page that asks to check the inbox links to it", async ({ page, context }) => {
  const address = newAddress();
  await register(page, address);
  const inboxOpens = context.waitForEvent("page");
  await page.getByRole("link", { name: /inbox/i }).click();
  const inbox = await inboxOpens;
  const bindOpens = context.waitForEvent("page");
  await inbox.getByRole("link", { name: /open link/i }).click();
  const bind = await bindOpens;
  await expect(bind.getByRole("button", { name: "Create passkey" })).toBeVisible();
});

test("a browser without a passkey offers recovery, which creates one", async ({
  page,
  otherBrowser,
}) => {
  const address = newAddress();
  await join(page, address);
  const context = await otherBrowser();
  await addAxe(context);
  const elsewhere = await context.newPage();
  await startSignIn(elsewhere);
  await expect(
    elsewhere.getByRole("heading", { name: "No passkey in this browser" }),
  ).toBeVisible();
  expect(await violations(elsewhere)).toEqual([]);
  await elsewhere.getByRole("link", { name: /email/i }).click();
  await expect(elsewhere).toHaveURL("/recover");
  await elsewhere.getByRole("textbox", { name: "Email" }).fill(address);
  await elsewhere.getByRole("button", { name: "Email me a link" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await openMailedLink(elsewhere, address, 2);
  await createPasskey(elsewhere, address);
});

test("22: a signed-in user is asked before using another's link, and chooses between passkeys", async ({
  page,
}) => {
  await addAxe(page.context());
  const [mine, theirs] = [newAddress(), newAddress()];
  await join(page, mine);
  await requestLink(page, theirs);
  await page.goto(await newestLinkFor(theirs));
  await expect(page.getByText(mine)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create passkey" })).toBeHidden();
  await page.getByRole("button", { name: `Continue as ${theirs}` }).click();
  await createPasskey(page, theirs);
  await signOut(page);

  await startSignIn(page);
  await expect(page.getByRole("button", { name: `Continue as ${theirs}` })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await expect(page).toHaveURL(/\/bi-authenticate/);
  await page.getByRole("button", { name: `Continue as ${mine}` }).click();
  await expectAccountOf(page, mine);
});

test("registering a known address again sends a link, and the earlier mail still works", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  const earlier = await newestLinkFor(address);
  await requestLink(page, address);
  expect(await newestLinkFor(address, 2)).not.toBe(earlier);
  await page.goto(earlier);
  await createPasskey(page, address);
});
