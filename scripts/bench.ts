import { alone } from "./bench/alone.ts";
import { thisMachine } from "./bench/machine.ts";
import { MEASUREMENTS } from "./bench/measurements.ts";
import { HELP, readOptions } from "./bench/options.ts";
import { median, type Row, writeResult } from "./bench/results.ts";
import { failPlainly } from "./fail-plainly.ts";

/** `npm run bench` */
await failPlainly(async () => {
  const { only, runs, seconds, isQuick, name, pageOnly, help } = readOptions();
  if (help) {
    console.log(HELP);
    return 0;
  }
  if (!pageOnly) await alone();
  const machine = thisMachine();
  for (const { id, title, load } of pageOnly ? [] : MEASUREMENTS) {
    if (!only.includes(id)) continue;
    const { measure } = await load();
    const start = performance.now();
    const rows = await measure({ runs, loadSeconds: seconds });
    console.log(`\n${title} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
    console.table(Object.fromEntries(rows.map(shown)));
    const measuredAt = new Date().toISOString();
    if (!isQuick) writeResult(name, { measurement: id, measuredAt, machine, rows });
  }
  if (isQuick) return 0;
  // The chart's library is large, and a look needs none.
  const { writePage } = await import("./bench/page/write.ts");
  await writePage();
  return 0;
});

function shown({ id, unit, runs, p99 }: Row) {
  return [id, { median: median(runs), unit, ...(p99 && { "p99, ms": median(p99) }) }];
}
