/**
 * Runs the tests of `tests/browsers`. With `-- --journeys N`, makes N journeys in each browser instead, and writes the
 * table of `docs/browsers.md`.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { findBrowsers } from "../tests/browsers/browsers.ts";
import { forgetJourneys, recordedJourneys } from "../tests/browsers/results.ts";
import { tableOf, withTable } from "./browsers/table.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";

const PAGE = "docs/browsers.md";
const VITEST = dirname(createRequire(import.meta.url).resolve("vitest/package.json"));
const optionsSchema = z.object({ journeys: z.coerce.number().int().min(1).optional() });

await failPlainly(async () => {
  const { values } = parseArgs({ options: { journeys: { type: "string" } } });
  const { journeys } = optionsSchema.parse(values);
  const { found, missing } = findBrowsers();
  for (const { browser, version } of found) console.log(`${browser.name} ${version}`);
  if (!existsSync(".next/BUILD_ID")) {
    const code = await exitOf(startNext(["build"], {}));
    if (code !== 0) return code;
  }
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
