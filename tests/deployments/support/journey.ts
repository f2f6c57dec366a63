import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect } from "../../e2e/support/test.ts";

type Inbox = { messages: { link?: string }[] };

/** Where one deployment can be reached. */
export type Addresses = { app: string; emulator: string };

/** Registers by the form, creates a passkey from the mailed link, signs out and in, and signs out everywhere. */
export async function completeJourney(page: Page, { app, emulator }: Addresses): Promise<void> {
  const address = `ada-${randomUUID().slice(0, 8)}@example.com`;
  const expectAccount = async () => {
    await expect(page).toHaveURL(`${app}/account`);
    await expect(page.getByText(address).first()).toBeVisible();
  };
  await page.goto(`${app}/register`);
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.goto(await mailedLink(emulator, address));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expectAccount();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(`${app}/`);
  await page.goto(`${app}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccount();
  await expect(page.getByRole("list", { name: "Passkeys" }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(`${app}/`);
  expect((await page.request.get(`${app}/api/sessions`)).status()).toBe(401);
}

/** Waits for the mail. @returns its link */
async function mailedLink(emulator: string, address: string): Promise<string> {
  let link = "";
  await expect
    .poll(
      async () => {
        const inbox = `${emulator}/_emulator/inbox?to=${encodeURIComponent(address)}`;
        const { messages } = (await (await fetch(inbox)).json()) as Inbox;
        link = messages[0]?.link ?? "";
        return link;
      },
      { intervals: [100] },
    )
    .not.toBe("");
  return link;
}
