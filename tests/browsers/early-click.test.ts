import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnServers, startOwnServers } from "../e2e/support/next-servers.ts";
import { findBrowsers } from "./browsers.ts";
import { type HeldScripts, startHeldScripts } from "./held-scripts.ts";
import { openMailedLink, requestLink, seeAccountOf } from "./journey.ts";
import { openTab } from "./open-tab.ts";
import type { Tab } from "./tab.ts";

const [APP_PORT, PORT] = [3423, 3424];
const APP = `http://localhost:${PORT}`;
const LOOK_UP_FAILS = { match: { method: "GET", path: "/credential-binding-jobs/" }, status: 500 };
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
  // Its driver waits until a page has loaded, with its scripts.
  if (browser.name === "WebKitGTK") continue;

  test(`${browser.name}: a click before the page's scripts have arrived creates a passkey`, async () => {
    const tab = await openTab(browser);
    const address = newAddress();
    const link = await requestLink(tab, place(), address);
    await beforeScripts(tab, link, () => tab.click("button", "Create passkey"));
    await seeAccountOf(tab, address);
    expect(tab.problems()).toEqual([]);
  });

  if (browser.name !== "Chromium") continue;

  test(`${browser.name}: no page with a button or a form loses what a user does before its scripts`, async () => {
    const tab = await openTab(browser);
    const [ada, grace] = [newAddress(), newAddress()];

    await beforeScripts(tab, `${APP}/register`, () => tab.click("button", "Create account"));
    await expect.poll(() => tab.text()).toContain("Enter your email address");

    const [link, other] = [
      await requestLink(tab, place(), ada),
      await requestLink(tab, place(), grace),
    ];
    await beforeScripts(tab, link, () => tab.press("button", "Create passkey"));
    await seeAccountOf(tab, ada);

    await beforeScripts(tab, other, () => tab.click("button", `Continue as ${grace}`));
    await tab.see("button", "Create passkey");

    await beforeScripts(tab, `${APP}/account`, () => tab.click("button", "Add a passkey"));
    await tab.see("heading", "Add a passkey");
    await beforeScripts(tab, `${APP}/account/add`, () =>
      tab.click("button", "Create it in this browser"),
    );
    await tab.see("button", "Create passkey");
    await beforeScripts(tab, `${APP}/account`, () => tab.click("button", "Revoke"));
    await tab.see("button", "Revoke my last passkey");
    await beforeScripts(tab, `${APP}/account`, () => tab.click("button", "Delete account"));
    await tab.see("button", "Delete my account for good");

    await beforeScripts(tab, `${APP}/account`, () => tab.click("button", "Sign out"));
    await tab.see("link", "Sign in");
    await beforeScripts(tab, `${APP}/sign-in`, () => tab.click("button", "Sign in with a passkey"));
    await seeAccountOf(tab, ada);
    await beforeScripts(tab, `${APP}/account`, () => tab.click("button", "Sign out everywhere"));
    await tab.see("link", "Sign in");
    expect(tab.problems()).toEqual([]);
  });

  test(`${browser.name}: a click before the page's scripts have arrived asks for a link again`, async () => {
    const tab = await openTab(browser);
    await openMailedLink(tab, place(), newAddress());
    await tab.see("button", "Create passkey");
    const link = await tab.address();
    // Otherwise the browser would stay on the page.
    await tab.visit(APP);
    servers.emulator.faults.plant(LOOK_UP_FAILS);
    await beforeScripts(tab, link, async () => {
      await tab.see("button", "Try again");
      servers.emulator.faults.clear();
      await tab.click("button", "Try again");
    });
    await tab.see("button", "Create passkey");
  });
}
