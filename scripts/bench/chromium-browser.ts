import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findChromium } from "../chromium.ts";
import { newBindingLink } from "./binding-link.ts";
import type { ServedApp } from "./served-app.ts";

const ACCOUNT = { name: "Account", exact: true };

/** @returns a browser without windows. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium().path, args: ["--disable-gpu"] });
}

/**
 * Creates a passkey in a new profile of a browser.
 *
 * @returns a page that notes when it was clicked and when the account was there
 */
export async function enrolledPage(
  browser: Browser,
  { emulator }: ServedApp,
  bypassCSP = false,
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP });
  await context.addInitScript(noteTimes);
  const page = await context.newPage();
  await page.goto(await newBindingLink(emulator));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.getByRole("heading", ACCOUNT).waitFor();
  return page;
}

/** Signs the user out, and opens a page as they would find it. */
export async function openAnew(page: Page, address: string, hasCache: boolean): Promise<void> {
  const context: BrowserContext = page.context();
  await context.clearCookies();
  if (!hasCache) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.clearBrowserCache");
    await devtools.detach();
  }
  await page.goto(address, { waitUntil: "networkidle" });
  await page.evaluate(() => sessionStorage.clear());
}

/** Waits for the account. @returns both times in milliseconds since 1970 */
export async function timesOf(page: Page): Promise<{ clicked: number; arrived: number }> {
  await page.getByRole("heading", ACCOUNT).waitFor();
  return page.evaluate(() => ({
    clicked: Number(sessionStorage.getItem("clicked")),
    arrived: Number(sessionStorage.getItem("arrived")),
  }));
}

/** Runs in each page. The session storage outlives the pages between the click and the account. */
function noteTimes(): void {
  addEventListener(
    "click",
    () => sessionStorage.setItem("clicked", `${performance.timeOrigin + performance.now()}`),
    true,
  );
  new MutationObserver(() => {
    const isThere = document.querySelector("h1")?.textContent === "Account";
    if (!isThere || sessionStorage.getItem("arrived")) return;
    sessionStorage.setItem("arrived", `${performance.timeOrigin + performance.now()}`);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
