import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder, Capabilities } from "selenium-webdriver";
import { DriverService } from "selenium-webdriver/remote";
import type { BrowserUnderTest } from "./browser-under-test.ts";
import { findProgram } from "./find-program.ts";
import { pageScript } from "./page-script.ts";
import type { Limit, Tab } from "./tab.ts";
import { webDriverTab } from "./webdriver-tab.ts";

const PYTHON = "/usr/bin/python3";
const WINDOW = fileURLToPath(new URL("webkitgtk-window.py", import.meta.url));
const VERSION = `import gi
gi.require_version("WebKit2", "4.1")
from gi.repository import WebKit2
print(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version(), sep=".")`;

export const webKitGtk: BrowserUnderTest = {
  name: "WebKitGTK",
  driver: "Selenium, WebKitWebDriver",
  packages: "webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1",
  version: () => {
    if (!findProgram("WebKitWebDriver") || !findProgram("Xvfb")) return null;
    const said = spawnSync(PYTHON, ["-c", VERSION], { encoding: "utf8" });
    return said.status === 0 ? said.stdout.trim() : null;
  },
  open,
};

async function open(limit?: Limit): Promise<Tab> {
  const endings: (() => unknown)[] = [];
  const close = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), "webkitgtk-"));
    endings.push(() => rmSync(folder, { recursive: true }));
    const display = await startScreen(endings);
    const service = new DriverService.Builder(findProgram("WebKitWebDriver") ?? "WebKitWebDriver")
      .setLoopback(true)
      .setEnvironment({ ...process.env, DISPLAY: display })
      .build();
    endings.push(() => service.kill());
    const log = join(folder, "log");
    const driver = await new Builder()
      .usingServer(await service.start())
      .withCapabilities(capabilities(folder, log, limit))
      .build();
    endings.push(() => driver.quit());
    return webDriverTab(driver, { logged: log, close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function startScreen(endings: (() => unknown)[]): Promise<string> {
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  endings.push(() => screen.kill());
  const [display] = await once(screen.stdout.setEncoding("utf8"), "data");
  return `:${String(display).trim()}`;
}

function capabilities(folder: string, log: string, limit: Limit | undefined): Capabilities {
  const script = join(folder, "page.js");
  writeFileSync(log, "");
  writeFileSync(script, pageScript(limit, false));
  const args = [WINDOW, "--log", log, "--script", script];
  const ownSetting = limit !== undefined && limit !== "no-web-crypto";
  return new Capabilities({
    browserName: "webkitgtk-window",
    "webkitgtk:browserOptions": {
      binary: PYTHON,
      args: ownSetting ? [...args, "--limit", limit] : args,
    },
  });
}
