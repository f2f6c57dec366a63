import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnServers, startOwnServers } from "../e2e/support/next-servers.ts";
import type { BrowserUnderTest } from "./browser-under-test.ts";
import { findBrowsers } from "./browsers.ts";
import { openMailedLink, register, seeAccountOf, signOut, startSignIn } from "./journey.ts";
import { openTab } from "./open-tab.ts";
import type { Limit, Tab } from "./tab.ts";

const PORT = 3422;
let servers: OwnServers;
const place = () => ({ app: `http://localhost:${PORT}`, emulator: servers.emulator });
const newAddress = () => `ada-${randomUUID().slice(0, 8)}@example.com`;

beforeAll(async () => {
  servers = await startOwnServers(0, [PORT], { RATE_LIMIT_MULTIPLIER: "100" });
});

afterAll(() => servers.stop());

type Name = BrowserUnderTest["name"];

const WITHOUT_STORAGE: Record<Name, Limit[]> = {
  Chromium: ["no-web-crypto"],
  Firefox: ["no-web-crypto"],
  WebKitGTK: ["no-web-crypto", "no-indexed-db"],
};

const STILL_WORKING: Record<Name, Limit[]> = {
  Chromium: ["private-window"],
  Firefox: ["private-window", "no-local-storage"],
  WebKitGTK: ["private-window", "no-local-storage"],
};

async function seeCookiesBlocked(tab: Tab): Promise<void> {
  await expect.poll(() => tab.text()).toContain("Cookies are blocked");
  expect(await tab.text()).toContain("Allow cookies for this site in the settings of your browser");
}

for (const { browser } of findBrowsers().found) {
  for (const limit of WITHOUT_STORAGE[browser.name]) {
    test(`${browser.name}, ${limit}: signing in says that passkeys cannot be kept, and what to do`, async () => {
      const tab = await openTab(browser, limit);
      await startSignIn(tab, place());
      await expect.poll(() => tab.text()).toContain("This browser cannot hold passkeys here");
      expect(await tab.text()).toContain("Open the page in another browser");
      await tab.see("link", "Start again");
    });
  }

  test(`${browser.name}, no-cookies: signing in and creating a passkey name cookies, and what to do`, async () => {
    const tab = await openTab(browser, "no-cookies");
    await startSignIn(tab, place());
    await seeCookiesBlocked(tab);
    await tab.click("button", "Try again");
    await tab.see("button", "Sign in with a passkey");
    await openMailedLink(tab, place(), newAddress());
    await tab.click("button", "Create passkey");
    await seeCookiesBlocked(tab);
    await tab.click("button", "Try again");
    await tab.see("button", "Create passkey");
  });

  for (const limit of STILL_WORKING[browser.name]) {
    test(`${browser.name}, ${limit}: a user creates a passkey and signs in with it`, async () => {
      const tab = await openTab(browser, limit);
      const address = newAddress();
      await register(tab, place(), address);
      await signOut(tab);
      await startSignIn(tab, place());
      await seeAccountOf(tab, address);
      expect(tab.problems()).toEqual([]);
    });
  }

  test(`${browser.name}, emptied: signing in leads a user without a passkey to the mail`, async () => {
    const tab = await openTab(browser);
    await startSignIn(tab, place());
    await tab.see("heading", "No passkey in this browser");
    await tab.see("link", "Email me a link");
    await tab.see("button", "Email me a code");
    expect(tab.problems()).toEqual([]);
  });

  if (browser.name !== "WebKitGTK") continue;

  test("WebKitGTK, no-javascript: signing in says that it is needed, and what to do", async () => {
    const tab = await openTab(browser, "no-javascript");
    await startSignIn(tab, place());
    await tab.see("heading", "This page needs JavaScript");
    expect(await tab.text()).toContain("Switch it on for this site and reload the page");
  });
}
