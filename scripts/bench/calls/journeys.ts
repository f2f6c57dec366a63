import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";

const ADDRESS = "ada@example.com";
const NEWCOMER = "grace@example.com";
const POLL_MS = 20;
const SHORT_LIFE_SECONDS = 1;

/** The emulated cloud, and a page each of two browsers of which only the first gets a passkey. */
type Stage = { app: string; emulator: Emulator; page: Page; elsewhere: Page };

/** Something that a user does, from a page that shows where it starts to one that shows its end. */
export type Journey = { name: string; go(stage: Stage): Promise<void> };

/** In the order in which they are gone. Each starts where the one before has ended. */
export const JOURNEYS: readonly Journey[] = [
  { name: "register", go: (stage) => askForLink(stage, "/register", "Create account", 1) },
  {
    name: "bind, and the sign-in that follows",
    go: async ({ page, emulator }) => {
      await page.goto(linksTo(emulator, ADDRESS).at(-1) ?? "");
      await createPasskey(page);
    },
  },
  { name: "account view", go: ({ page }) => openAccount(page, () => page.reload()) },
  { name: "backend call", go: ({ page }) => callBackend(page) },
  { name: "sign out", go: ({ page }) => leaveBy(page, "Sign out") },
  { name: "sign in", go: ({ page }) => openAccount(page, () => startSignIn(page)) },
  {
    name: "add a passkey",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByRole("button", { name: "Create it in this browser" }).click();
      await createPasskey(page);
    },
  },
  {
    name: "revoke a passkey",
    go: async ({ page }) => {
      const rows = page.getByRole("list", { name: "Passkeys", exact: true }).getByRole("listitem");
      const other = rows.filter({ hasNotText: "This browser" });
      await other.getByRole("button", { name: "Revoke" }).click();
      await page.getByText("The passkey is revoked.").waitFor();
    },
  },
  { name: "sign out everywhere", go: ({ page }) => leaveBy(page, "Sign out everywhere") },
  {
    name: "recover",
    go: (stage) => askForLink(stage, "/recover", "Email me a link", 2),
  },
  {
    name: "sign in, with an access token that soon ends",
    go: async ({ page, emulator: { settings } }) => {
      const usual = settings.accessTokenSeconds;
      settings.accessTokenSeconds = SHORT_LIFE_SECONDS;
      await openAccount(page, () => startSignIn(page));
      settings.accessTokenSeconds = usual;
    },
  },
  { name: "refresh, by a backend call", go: ({ page }) => callBackend(page) },
  {
    name: "sign in with a code by mail, for the first time",
    go: async ({ elsewhere, emulator }) => {
      await startSignIn(elsewhere);
      await elsewhere.getByRole("button", { name: "Email me a code" }).click();
      await elsewhere.getByRole("textbox", { name: "Email" }).fill(NEWCOMER);
      await elsewhere.getByRole("button", { name: "Send code" }).click();
      await elsewhere.getByRole("heading", { name: "Enter the code" }).waitFor();
      const { otp = "" } =
        emulator.store.state.messages.findLast(({ to }) => to === NEWCOMER) ?? {};
      await elsewhere.getByRole("textbox", { name: "Code" }).fill(otp);
      await openAccount(elsewhere, () => elsewhere.keyboard.press("Enter"));
    },
  },
];

async function askForLink(
  { page, emulator }: Stage,
  path: string,
  button: string,
  count: number,
): Promise<void> {
  await page.goto(path);
  await page.getByRole("textbox", { name: "Email" }).fill(ADDRESS);
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  // The app sends the mail after its response.
  while (linksTo(emulator, ADDRESS).length < count) await pause(POLL_MS);
}

function linksTo({ store }: Emulator, address: string): string[] {
  return store.state.messages.flatMap(({ to, link }) => (to === address && link ? [link] : []));
}

async function startSignIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

async function createPasskey(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Create passkey" });
  await button.waitFor();
  await openAccount(page, () => button.click());
}

async function openAccount(page: Page, way: () => Promise<unknown>): Promise<void> {
  await way();
  await page.getByRole("heading", { name: "Account", exact: true }).waitFor();
  await page.getByRole("button", { name: "Sign out everywhere" }).waitFor();
}

async function callBackend(page: Page): Promise<void> {
  const status = await page.evaluate(async () => (await fetch("/api/backend/me")).status);
  if (status !== 200) throw new Error(`/api/backend/me answered ${status}.`);
}

async function leaveBy(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
}
