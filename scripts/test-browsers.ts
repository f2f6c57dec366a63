import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { findBrowsers } from "../tests/browsers/browsers.ts";
import { forgetJourneys, recordedJourneys } from "../tests/browsers/results.ts";
import { tableOf, withTable } from "./browsers/table.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";

const USAGE = `
Builds the app and runs the tests of three browsers.

  npm run test:browsers
  npm run test:browsers -- --journeys 5   # five journeys in each browser instead, and the table of docs/browsers.md
`;
const PAGE = "docs/browsers.md";
const VITEST = dirname(createRequire(import.meta.url).resolve("vitest/package.json"));
const optionsSchema = z.object({ journeys: z.coerce.number().int().min(1).optional() });

await failPlainly(async () => {
  const { values } = parseArgs({
    options: { journeys: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const { journeys } = optionsSchema.parse(values);
  const { found, missing } = findBrowsers();
  for (const { browser, version } of found) console.log(`${browser.name} ${version}`);
  // An old build would be tested in the place of what the sources say now. Next.js remembers what has not changed.
  const built = await exitOf(startNext(["build"], {}));
  if (built !== 0) return built;
  forgetJourneys();
  const code = await runTests(journeys);
  const table = tableOf(found, recordedJourneys(), journeys ?? 1);
  console.log(`\n${table}`);
  if (journeys !== undefined) writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8"), table));
  for (const sentence of missing) console.log(`\nNOT EVERYTHING WAS TESTED. ${sentence}`);
  return code;
});

/** @returns Vitest's exit code */
function runTests(journeys: number | undefined): Promise<number> {
  const files = journeys === undefined ? [] : ["tests/browsers/journey.test.ts"];
  const vitest = spawn(
    process.execPath,
    [join(VITEST, "vitest.mjs"), "run", "--project", "browsers", ...files],
    {
      stdio: "inherit",
      env: { ...process.env, ...(journeys === undefined ? {} : { JOURNEYS: `${journeys}` }) },
    },
  );
  return exitOf(vitest);
}
