import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { PLAYWRIGHT_CLI } from "./playwright-cli.ts";

/** The headless shell is first, because it has no windows and does a fifth less work. */
const SYSTEM_NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const INSTALL_TIMEOUT_MS = 5 * 60 * 1000;

/**
 * Finds a Chromium for the browser tests, or installs one: `CHROMIUM_PATH`, Playwright's own, one of the system, a
 * download by Playwright, the system's package.
 *
 * @returns path of the executable and where it is from
 * @throws Error when none can be found or installed, because the browser tests are never skipped
 */
export function findChromium(): { path: string; from: string } {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named))
      throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
    return { path: named, from: "CHROMIUM_PATH" };
  }
  return present() ?? installed() ?? fail();
}

function present(): { path: string; from: string } | undefined {
  const own = chromium.executablePath();
  if (canStart(own)) return { path: own, from: "Playwright" };
  for (const name of SYSTEM_NAMES) {
    const found = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (found && canStart(found)) return { path: found, from: "this system" };
  }
  return undefined;
}

/** A download by Playwright lacks the libraries of the system. */
function canStart(path: string): boolean {
  return spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
}

function installed(): { path: string; from: string } | undefined {
  console.log("No Chromium found; installing one.");
  const attempts: [string, string[]][] = [
    [process.execPath, [PLAYWRIGHT_CLI, "install", "chromium"]],
    ["apt-get", ["update", "-qq"]],
    ["apt-get", ["install", "-y", "-qq", "chromium-headless-shell"]],
    ["apt-get", ["install", "-y", "-qq", "chromium"]],
  ];
  for (const [command, parameters] of attempts) {
    spawnSync(command, parameters, { stdio: "ignore", timeout: INSTALL_TIMEOUT_MS });
    const found = present();
    if (found) return found;
  }
  return undefined;
}

function fail(): never {
  throw new Error(
    "The browser tests need a Chromium, and none could be found or installed. Install one, for example by `npx playwright install --with-deps chromium`, or name it in CHROMIUM_PATH.",
  );
}

/** @returns the version that the executable prints, such as `Chromium 156.0.8078.73`. */
export function versionOf(path: string): string {
  return execFileSync(path, ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
