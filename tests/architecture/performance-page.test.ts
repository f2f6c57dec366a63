import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reasonOf } from "../../scripts/bench/calls/reasons.ts";
import { callOf } from "../../scripts/bench/calls/rows.ts";
import { MEASUREMENTS } from "../../scripts/bench/measurements.ts";
import { pageFiles } from "../../scripts/bench/page/write.ts";
import { comparedIn, RATIOS } from "../../scripts/bench/ratios.ts";
import { readStates } from "../../scripts/bench/results.ts";

const states = readStates();
/** `npm test` takes minutes, and is measured when asked for. */
const usual = MEASUREMENTS.filter(({ takes }) => takes !== "minutes");

test("docs/performance.md and its chart show the files in docs/performance/ (npm run bench -- --page)", async () => {
  const files = [...(await pageFiles())];
  expect(files).toHaveLength(3);
  const stale = files.filter(([path, text]) => readFileSync(path, "utf8") !== text);
  expect(stale.map(([path]) => path)).toEqual([]);
});

test("the state of the code as it is now has results of every measurement", () => {
  const now = states.find(({ name }) => name === "now");
  const missing = now ? usual.filter(({ id }) => !now.results.has(id)) : [];
  expect(missing.map(({ id }) => id)).toEqual([]);
});

test("every call of the cloud has a reason", () => {
  const rows = states.flatMap(({ results }) => results.get("calls")?.rows ?? []);
  expect(rows.map(callOf).filter((call) => reasonOf(call) === null)).toEqual([]);
});

test.each(RATIOS)("$measurement: $title has both its rows in every state", (ratio) => {
  const measured = states.filter(({ results }) => results.has(ratio.measurement));
  expect(measured.map((state) => comparedIn(ratio, state))).not.toContain(null);
});
