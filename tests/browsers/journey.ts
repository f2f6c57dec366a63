import { expect } from "vitest";
import type { Emulator } from "../../mocks/cloud/emulator.ts";
import type { Tab } from "./tab.ts";

/** Where the journey takes place. */
export type Place = { app: string; emulator: Emulator };

/**
 * Everything that people do with passkeys, with two people in one browser: the one description for all browsers.
 *
 * @param run makes the email addresses of this journey its own
 * @returns how long the first sign-in took
 */
export async function travel(
  tab: Tab,
  place: Place,
  run: string,
): Promise<{ signInSeconds: number }> {
  const [ada, grace] = [`ada-${run}@example.com`, `grace-${run}@example.com`];
  await register(tab, place, ada);
  await signOut(tab);
  await goBackToNothing(tab);

  const startedAt = performance.now();
  await startSignIn(tab, place);
  await seeAccountOf(tab, ada);
  const signInSeconds = (performance.now() - startedAt) / 1000;
  await signOut(tab);

  await register(tab, place, grace);
  await signOut(tab);
  await startSignIn(tab, place);
  await tab.click("button", `Continue as ${ada}`);
  await seeAccountOf(tab, ada);
  await signOut(tab);

  await signInByCode(tab, place, ada);
  await addPasskeyHere(tab, ada);
  await revokeTheOlder(tab);

  await tab.click("button", "Sign out everywhere");
  await tab.see("link", "Sign in");
  await startSignIn(tab, place);
  await tab.click("button", `Continue as ${ada}`);
  await seeAccountOf(tab, ada);
  return { signInSeconds };
}

/** Registers and creates a passkey. */
export async function register(tab: Tab, place: Place, address: string): Promise<void> {
  await openMailedLink(tab, place, address);
  await tab.click("button", "Create passkey");
  await seeAccountOf(tab, address);
}

/** Registers up to the page that the mailed link opens. */
export async function openMailedLink(tab: Tab, place: Place, address: string): Promise<void> {
  await tab.visit(await requestLink(tab, place, address));
}

/** @returns the link that is mailed to a new user */
export async function requestLink(tab: Tab, place: Place, address: string): Promise<string> {
  await tab.visit(place.app);
  await tab.click("link", "Create account");
  await tab.fill("Email", address);
  await tab.click("button", "Create account");
  await tab.see("heading", "Check your email");
  return mailed(place, address, "link");
}

/** Goes from the sign-in page to the one that uses passkeys. */
export async function startSignIn(tab: Tab, { app }: Place): Promise<void> {
  await tab.visit(`${app}/sign-in`);
  await tab.click("button", "Sign in with a passkey");
}

async function signInByCode(tab: Tab, place: Place, address: string): Promise<void> {
  await startSignIn(tab, place);
  await tab.click("button", "Email me a code");
  await tab.fill("Email", address);
  await tab.click("button", "Send code");
  await tab.see("heading", "Enter the code");
  await tab.fill("Code", await mailed(place, address, "otp"));
  await tab.click("button", "Sign in");
  await seeAccountOf(tab, address);
}

async function addPasskeyHere(tab: Tab, address: string): Promise<void> {
  await tab.click("button", "Add a passkey");
  await tab.click("button", "Create it in this browser");
  await tab.click("button", "Create passkey");
  await seeAccountOf(tab, address);
  await expect.poll(() => tab.count("button", "Revoke")).toBe(2);
}

/** The list begins with the newest, which is the one that this browser has now. */
async function revokeTheOlder(tab: Tab): Promise<void> {
  await tab.clickLast("button", "Revoke");
  await expect.poll(() => tab.count("button", "Revoke")).toBe(1);
}

/** Ends the session from the account page. */
export async function signOut(tab: Tab): Promise<void> {
  await tab.click("button", "Sign out");
  await tab.see("link", "Sign in");
}

/** The page before shows no account after a sign-out. */
async function goBackToNothing(tab: Tab): Promise<void> {
  await tab.back();
  await tab.see("button", "Sign in with a passkey");
}

/** Waits for the account page of that address. */
export async function seeAccountOf(tab: Tab, address: string): Promise<void> {
  await tab.see("heading", "Account");
  await expect.poll(() => tab.text()).toContain(address);
}

async function mailed({ emulator }: Place, address: string, what: "link" | "otp"): Promise<string> {
  const newest = () =>
    emulator.store.state.messages.findLast((mail) => mail.to === address && mail[what])?.[what];
  await expect.poll(newest, { interval: 50 }).toBeDefined();
  return newest() ?? "";
}
