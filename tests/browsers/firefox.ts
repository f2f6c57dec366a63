import { spawnSync } from "node:child_process";
import type { BrowserUnderTest } from "./browser-under-test.ts";
import { findProgram } from "./find-program.ts";
import { openPuppeteerTab } from "./puppeteer-tab.ts";
import type { Limit } from "./tab.ts";

/** Firefox has no setting for IndexedDB alone, and Puppeteer needs scripts to drive it. */
const SETTINGS: Partial<Record<Limit, Record<string, unknown>>> = {
  // Firefox withholds all storage together with cookies.
  "no-cookies": { "network.cookie.cookieBehavior": 2 },
  "no-local-storage": { "dom.storage.enabled": false },
  "private-window": { "browser.privatebrowsing.autostart": true },
};

export const firefox: BrowserUnderTest = {
  name: "Firefox",
  driver: "Puppeteer, WebDriver BiDi",
  packages: "firefox-esr",
  version: () => {
    const program = find();
    const said = program && spawnSync(program, ["--version"], { encoding: "utf8" }).stdout;
    return said ? said.replace(/^\D+/, "").trim() : null;
  },
  open: (limit) =>
    openPuppeteerTab(
      {
        browser: "firefox",
        executablePath: find() ?? "firefox",
        extraPrefsFirefox: {
          "ui.prefersReducedMotion": 1,
          ...(limit ? SETTINGS[limit] : {}),
        },
      },
      limit,
    ),
};

function find(): string | undefined {
  return process.env.FIREFOX_PATH || findProgram("firefox-esr", "firefox");
}
