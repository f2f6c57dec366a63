import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { localAddresses } from "../local-addresses.ts";

type Mail = { link?: string; otp?: string };

const { emulator } = localAddresses();

/** Registers this address and stays on the page that says so. */
export async function register(page: Page, address: string): Promise<void> {
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
}

/** @returns the link of the newest mail to this address, as soon as there is one */
export async function mailedLink(address: string): Promise<string> {
  for (;;) {
    const { link } = await newestMail(address);
    if (link) return link;
    await setTimeout(100);
  }
}

/** @returns the newest mail to this address, without content when there is none */
export async function newestMail(address: string): Promise<Mail> {
  const response = await fetch(`${emulator}/_emulator/inbox?to=${encodeURIComponent(address)}`);
  const { messages } = (await response.json()) as { messages: Mail[] };
  return messages[0] ?? {};
}
