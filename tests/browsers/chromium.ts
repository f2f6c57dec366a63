import type { Page } from "puppeteer-core";
import { findChromium, versionOf } from "../../scripts/chromium.ts";
import type { BrowserUnderTest } from "./browser-under-test.ts";
import { openPuppeteerTab } from "./puppeteer-tab.ts";

/** Found, or installed, as for all other browser tests. */
export const chromium: BrowserUnderTest = {
  name: "Chromium",
  driver: "Puppeteer, DevTools protocol",
  packages: "chromium-headless-shell",
  version: () => versionOf(findChromium().path).replace(/^\D+/, ""),
  open: (limit) =>
    openPuppeteerTab(
      {
        executablePath: findChromium().path,
        // The sandbox refuses to run as root, as in a container.
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--force-prefers-reduced-motion",
          ...(limit === "private-window" ? ["--incognito"] : []),
        ],
      },
      limit,
      limit === "no-cookies" ? withholdCookies : undefined,
    ),
};

/** The headless shell has no settings. This withholds cookies from scripts, but not from requests. */
async function withholdCookies(page: Page): Promise<void> {
  const devTools = await page.createCDPSession();
  await devTools.send("Emulation.setDocumentCookieDisabled", { disabled: true });
}
