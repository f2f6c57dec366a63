import type { Page } from "@playwright/test";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { emulatorVariables } from "../../../scripts/environment-files.ts";
import { type OwnServers, startOwnServers } from "./next-servers.ts";
import { expect } from "./test.ts";

/** @returns an app whose users sign in on the emulator's page. It has the five variables and no others of a cloud. */
export function startHostedServers(port: number, emulatorPort: number): Promise<OwnServers> {
  const ofTheCloud = Object.keys(emulatorVariables()).filter((name) => name.startsWith("BEYOND_"));
  const { clientId, clientSecret, id } = seed.hostedApplication;
  return startOwnServers(emulatorPort, [port], {
    ...Object.fromEntries(ofTheCloud.map((name) => [name, ""])),
    BEYOND_IDENTITY_DISCOVERY: `http://localhost:${emulatorPort}${applicationPath(seed.realm.id, id)}`,
    BEYOND_IDENTITY_CLIENT_ID: clientId,
    BEYOND_IDENTITY_CLIENT_SECRET: clientSecret,
    RATE_LIMIT_MULTIPLIER: "100",
  });
}

/** Goes from the app's sign-in page to the page of the cloud. */
export async function startHostedSignIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/authenticator\/v1\/tenants\/[^?]*\/bi-authenticate\?request=/);
}

/**
 * Makes later pages wait a minute before they go on by themselves. On a busy machine the test would be slower than a
 * person, for whom two seconds are enough.
 */
export async function lengthenPause(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { setTimeout } = window;
    const later = (run: () => void, ms?: number) => setTimeout(run, ms === 2_000 ? 60_000 : ms);
    Object.assign(window, { setTimeout: later });
  });
}

/** Enters an address on the hosted page, up to the form for the code. */
export async function enterEmail(page: Page, address: string): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
}

/** Enters the code that was mailed to an address. */
export async function enterMailedCode(
  page: Page,
  emulator: Emulator,
  address: string,
): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(mailedCode(emulator, address));
  await page.keyboard.press("Enter");
}

/** @returns the newest code mailed to an address. */
function mailedCode({ store }: Emulator, address: string): string {
  const otp = store.state.messages.findLast(({ to, otp }) => to === address && otp)?.otp;
  if (otp === undefined) throw new Error(`No mail with a code for ${address}.`);
  return otp;
}

/** @returns a code that was not mailed to an address. */
export function wrongCode(emulator: Emulator, address: string): string {
  return mailedCode(emulator, address) === "000000" ? "000001" : "000000";
}
