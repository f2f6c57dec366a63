import type { BrowserUnderTest } from "./browser-under-test.ts";
import { chromium } from "./chromium.ts";
import { firefox } from "./firefox.ts";
import { webKitGtk } from "./webkitgtk.ts";

/** Every browser that the starter is tested in. */
const BROWSERS: BrowserUnderTest[] = [chromium, firefox, webKitGtk];

/** A browser of this machine. */
export type Found = { browser: BrowserUnderTest; version: string };

/**
 * @returns the browsers that this machine has, and a sentence for each one that it lacks
 * @throws Error for one that is missing if `CI` is set, where tests that cannot run do not count as passed
 */
export function findBrowsers(): { found: Found[]; missing: string[] } {
  const found: Found[] = [];
  const missing: string[] = [];
  for (const browser of BROWSERS) {
    const version = browser.version();
    if (version !== null) found.push({ browser, version });
    else missing.push(`${browser.name} is missing: apt-get install ${browser.packages}`);
  }
  if (process.env.CI && missing.length > 0) throw new Error(`CI is set. ${missing.join(". ")}.`);
  return { found, missing };
}
