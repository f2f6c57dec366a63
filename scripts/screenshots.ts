import { mkdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";

const FOLDER = ".data/screenshots";
const LOOKS = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", deviceScaleFactor: 2 },
  "phone-dark": {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    deviceScaleFactor: 2,
  },
} as const;
type Look = keyof typeof LOOKS;

const STILL_PAGES = {
  home: "/",
  register: "/register",
  recover: "/recover",
  "sign-in": "/sign-in",
  "sign-in-again": "/sign-in?error=fresh_sign_in_required&redirectTo=/account",
  "auth-error": "/auth-error?error=id_token_invalid",
  "too-many-tries": "/auth-error?error=rate_limited",
  "bind-missing": "/bind",
  "bi-authenticate-missing": "/bi-authenticate",
  "not-found": "/no-such-page",
};

const { app, emulator } = localAddresses();

/**
 * Takes pictures of every page in every look. The app and the emulator must be running (`npm run start:emulated`). The
 * emulator starts empty, so that the pictures show what they are meant to.
 */
async function takeAll(): Promise<number> {
  await fetch(`${emulator}/_emulator/reset`, { method: "POST" });
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium().path });
  for (const look of Object.keys(LOOKS) as Look[]) await takeLook(browser, look);
  await browser.close();
  console.log(`Pictures are in ${FOLDER}.`);
  return 0;
}

async function takeLook(browser: Browser, look: Look): Promise<void> {
  const context = await browser.newContext({
    ...LOOKS[look],
    baseURL: app,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const shot = (name: string) => take(page, `${name}-${look}`);
  for (const [name, path] of Object.entries(STILL_PAGES)) {
    await page.goto(path, { waitUntil: "networkidle" });
    await shot(name);
  }
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: "No passkey in this browser" }).waitFor();
  await shot("no-passkey");
  await page.getByRole("button", { name: "Email me a code" }).click();
  await shot("email-a-code");
  const lin = `lin-${look}@example.com`;
  await page.getByRole("textbox", { name: "Email" }).fill(lin);
  await page.getByRole("button", { name: "Send code" }).click();
  await page.getByRole("heading", { name: "Enter the code" }).waitFor();
  await shot("enter-the-code");
  await page.getByRole("textbox", { name: "Code" }).fill((await newestMail(lin)).otp ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Create a passkey here" }).waitFor();
  await shot("account-offer");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill("a!b@example.com");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("does not accept").waitFor();
  await shot("register-invalid");

  const [ada, grace] = [`ada-${look}@example.com`, `grace-${look}@example.com`];
  await register(page, ada);
  await shot("check-your-email");
  await page.goto(await mailedLink(ada));
  await page.getByRole("button", { name: "Create passkey" }).waitFor();
  await shot("bind");
  const used = page.url();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await shot("account");
  await page.goto("/account/developer");
  await shot("account-developer");
  await page.goto("/account");
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("This is your last passkey").waitFor();
  await shot("account-last-passkey");
  await page.getByRole("link", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Add a passkey" }).waitFor();
  await shot("add-a-passkey");
  await page.getByRole("button", { name: "Create it in this browser" }).click();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Revoke" }).last().click();
  await page.getByText("Show revoked").click();
  await shot("account-revoked");
  await page.goto("/");
  await shot("home-signed-in");
  await page.goto(used);
  await page.reload();
  await page.getByRole("heading", { name: "already been used" }).waitFor();
  await shot("bind-used");
  await register(page, grace);
  await page.goto(await mailedLink(grace));
  await page.getByRole("button", { name: `Continue as ${grace}` }).waitFor();
  await shot("bind-another-user");
  await page.getByRole("button", { name: `Continue as ${grace}` }).click();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("button", { name: `Continue as ${ada}` }).waitFor();
  await shot("choose-a-passkey");
  await takeEmulator(page, shot);
  await context.close();
}

/** The emulator's views after the journey, and one item of each list. */
async function takeEmulator(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  const lists = ["sign-ins", "identities", "applications", "requests"];
  await page.goto(emulator);
  await shot("emulator");
  for (const view of ["inbox", ...lists, "faults", "clock", "snapshots", "settings"]) {
    await page.goto(`${emulator}/${view}`);
    await shot(`emulator-${view}`);
    if (!lists.includes(view)) continue;
    await page
      .getByRole("main")
      .getByRole("heading", { level: 3 })
      .first()
      .getByRole("link")
      .click();
    await page.getByRole("link", { name: /^←/ }).waitFor();
    await shot(`emulator-${view}-item`);
  }
}

async function register(page: Page, address: string): Promise<void> {
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
}

async function mailedLink(address: string): Promise<string> {
  for (;;) {
    const { link } = await newestMail(address);
    if (link) return link;
    await setTimeout(100);
  }
}

async function newestMail(address: string): Promise<{ link?: string; otp?: string }> {
  const response = await fetch(`${emulator}/_emulator/inbox?to=${encodeURIComponent(address)}`);
  const { messages } = (await response.json()) as { messages: { link?: string; otp?: string }[] };
  return messages[0] ?? {};
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
}

await failPlainly(takeAll);
