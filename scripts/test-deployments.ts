import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";
import { PLAYWRIGHT_CLI } from "./playwright-cli.ts";

const CONFIGURATION = "--config=playwright.deployments.config.ts";

/** Each of these takes minutes. `npm run test:parts` runs them. */
const WITHOUT_PARTS = ["--grep-invert", "@parts"];

/** `npm run test:deployments`. Arguments go to Playwright. */
await failPlainly(async () => {
  const { path } = findChromium();
  if (!existsSync(".next/BUILD_ID")) {
    const code = await exitOf(startNext(["build"], {}));
    if (code !== 0) return code;
  }
  const given = process.argv.slice(2);
  const parameters = [CONFIGURATION, ...(given.length > 0 ? given : WITHOUT_PARTS)];
  return exitOf(
    spawn(process.execPath, [PLAYWRIGHT_CLI, "test", ...parameters], {
      stdio: "inherit",
      env: { ...process.env, CHROMIUM_PATH: path },
    }),
  );
});
