import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { TAINT_FOLDER } from "../tests/e2e/support/taint.ts";
import { findChromium, versionOf } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf } from "./next-process.ts";
import { PLAYWRIGHT_CLI } from "./playwright-cli.ts";

const DEEP_PROJECTS = [
  "killed servers",
  "journeys",
  "cloud weather",
  "backends",
  "outages",
  "hosts",
  "own servers",
  "endurance",
  "builds",
];

/** `--deep` runs only the tests that take long. Other arguments go to Playwright. */
const [first, ...others] = process.argv.slice(2);
const isDeep = first === "--deep";
const parameters = isDeep
  ? [...DEEP_PROJECTS.map((name) => `--project=${name}`), ...others]
  : process.argv.slice(2);

await failPlainly(async () => {
  const { path, from } = findChromium();
  rmSync(TAINT_FOLDER, { recursive: true, force: true });
  console.log(`Browser: ${versionOf(path)}, ${path} (from ${from})`);
  const playwright = spawn(process.execPath, [PLAYWRIGHT_CLI, "test", ...parameters], {
    stdio: "inherit",
    env: {
      ...process.env,
      CHROMIUM_PATH: path,
      ...(isDeep ? { DEEP: "1" } : {}),
    },
  });
  return exitOf(playwright);
});
