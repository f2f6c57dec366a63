import type { Page } from "@playwright/test";
import { linksFor, newestCodeFor } from "../support/emulator.ts";
import { countRequests } from "../support/journal.ts";
import { expectAccountOf, newAddress, startSignIn } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const MAILS = /"method":"POST".*(credential-binding-jobs|bi-authenticate)/;
const ANSWERS = /"method":"POST".*bi-authenticate/;

async function openAddressStep(page: Page): Promise<void> {
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
}

const UNFIT: [string, RegExp][] = [
  ["ada@example", /ending/],
  ["ada@localhost", /localhost/],
  ["ada@1.2.3.4", /not numbers/],
  ["ada@example.c", /at least two letters/],
  ["a..b@example.com", /dot/],
  ["ada lovelace@example.com", /spaces/],
];

test("every form names an undeliverable address, and no mail is sent", {
  tag: "@deep",
}, async ({ page }) => {
  const pages: [string, string, () => Promise<unknown>][] = [
    ["registering", "Create account", () => page.goto("/register")],
    ["recovering", "Email me a link", () => page.goto("/recover")],
    ["signing in with a code", "Send code", () => openAddressStep(page)],
  ];
  for (const [what, button, open] of pages) {
    await test.step(what, async () => {
      await open();
      const before = await countRequests(MAILS);
      for (const [typed, sentence] of UNFIT) {
        await page.getByRole("textbox", { name: "Email" }).fill(typed);
        await page.getByRole("button", { name: button }).click();
        await expect(page.locator("#email-error")).toHaveText(sentence);
        await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(typed);
      }
      expect(await countRequests(MAILS)).toBe(before);
    });
  }
});

test("forms accept pasted addresses and write international ones alike", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(`Ada Lovelace <mailto:${address}>`);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(await linksFor(address)).toHaveLength(1);

  const [name] = address.split("@");
  const international = `${name}@xn--mnchen-3ya.example`;
  await openAddressStep(page);
  await page.getByRole("textbox", { name: "Email" }).fill(`\u200b${name}@münchen.example\u00a0`);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(international)).toBeVisible();
  await page.getByRole("textbox", { name: "Code" }).fill(await newestCodeFor(international));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectAccountOf(page, international);
});

test("the field quotes the cloud's refusal of an address, and another address works", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  await openAddressStep(page);
  await page.route(/\/bi-authenticate$/, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": "*" },
      json: { code: "bad_request", message: "invalid request" },
    }),
  );
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.locator("#email-error")).toContainText("did not accept this address");
  await page.unroute(/\/bi-authenticate$/);

  const another = newAddress();
  await page.getByRole("textbox", { name: "Email" }).fill(another);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Sign in with a code" })).toBeVisible();
  await expect(page.locator("#email-error")).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(another);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
});

const NO_CODES = ["12345", "1234567", "12345O", "abcdef", "１２３４５"];

test("the browser keeps malformed codes, and accepts codes with dashes and other digits", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await openAddressStep(page);
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send code" }).click();
  const field = page.getByRole("textbox", { name: "Code" });
  await expect(field).toBeFocused();
  const before = await countRequests(ANSWERS);
  for (const typed of NO_CODES) {
    await field.fill(typed);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The code has six digits.")).toBeVisible();
    await expect(field).toHaveValue("");
  }
  expect(await countRequests(ANSWERS)).toBe(before);
  const code = await newestCodeFor(address);
  const persian = [...code].map((digit) => String.fromCodePoint(0x6f0 + Number(digit)));
  await field.fill(`${persian.slice(0, 3).join("")}-${persian.slice(3).join("")}\u200b`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectAccountOf(page, address);
  expect(await countRequests(ANSWERS)).toBe(before + 1);
});
