import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnServers, startOwnServers } from "../e2e/support/next-servers.ts";
import { findBrowsers } from "./browsers.ts";
import { type HeldScripts, startHeldScripts } from "./held-scripts.ts";
import { requestLink, seeAccountOf } from "./journey.ts";
import { openTab } from "./open-tab.ts";
import type { Tab } from "./tab.ts";

const [APP_PORT, PORT] = [3423, 3424];
const APP = `http://localhost:${PORT}`;
let servers: OwnServers;
let scripts: HeldScripts;
const place = () => ({ app: APP, emulator: servers.emulator });
const newAddress = () => `ada-${randomUUID().slice(0, 8)}@example.com`;

beforeAll(async () => {
  scripts = await startHeldScripts(PORT, APP_PORT);
  servers = await startOwnServers(0, [APP_PORT], { AUTH_URL: APP, RATE_LIMIT_MULTIPLIER: "100" });
});

afterAll(async () => {
  scripts.stop();
  await servers.stop();
});

/**
 * Uses a page that no script has reached, and lets the scripts through afterwards. No field is filled, because Chromium then
 * tells no accessible name until the page has loaded.
 */
async function beforeScripts(tab: Tab, address: string, use: () => Promise<void>): Promise<void> {
  scripts.hold();
  let held = 0;
  try {
    await tab.visit(address);
    await use();
  } finally {
    held = scripts.release();
  }
  expect(held).toBeGreaterThan(0);
}

for (const { browser } of findBrowsers().found) {
  if (browser.name !== "Chromium") continue;

  test(`${browser.name}: a click before the page's scripts have arrived creates a passkey`, async () => {
    const tab = await openTab(browser);
    const address = newAddress();
    const link = await requestLink(tab, place(), address);
    await beforeScripts(tab, link, () => tab.click("button", "Create passkey"));
    await seeAccountOf(tab, address);
    expect(tab.problems()).toEqual([]);
  });

  test(`${browser.name}: a double click before the page's scripts have arrived uses the link once`, async () => {
    const tab = await openTab(browser);
    const address = newAddress();
    const link = await requestLink(tab, place(), address);
    await beforeScripts(tab, link, () => tab.doubleClick("button", "Create passkey"));
    await seeAccountOf(tab, address);
    // A second use would be refused with 409, and the browser would say so.
    expect(tab.problems()).toEqual([]);
  });

  test(`${browser.name}: a form and the Enter key work before the page's scripts have arrived`, async () => {
    const tab = await openTab(browser);
    const ada = newAddress();

    await beforeScripts(tab, `${APP}/register`, () => tab.click("button", "Create account"));
    await expect.poll(() => tab.text()).toContain("Enter your email address");

    const link = await requestLink(tab, place(), ada);
    await beforeScripts(tab, link, () => tab.press("button", "Create passkey"));
    await seeAccountOf(tab, ada);
    expect(tab.problems()).toEqual([]);
  });
}
