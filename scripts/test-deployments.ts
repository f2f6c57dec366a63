import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";
import { PLAYWRIGHT_CLI } from "./playwright-cli.ts";

const CONFIGURATION = "--config=playwright.deployments.config.ts";

/** `npm run test:deployments`. Arguments go to Playwright. */
await failPlainly(async () => {
  const { path } = findChromium();
  if (!existsSync(".next/BUILD_ID")) {
    const code = await exitOf(startNext(["build"], {}));
    if (code !== 0) return code;
  }
  const parameters = [CONFIGURATION, ...process.argv.slice(2)];
  return exitOf(
    spawn(process.execPath, [PLAYWRIGHT_CLI, "test", ...parameters], {
      stdio: "inherit",
      env: { ...process.env, CHROMIUM_PATH: path },
    }),
  );
});
