/**
 * Writes the tables of `docs/rules.md`: every rule of the app and of the emulator, and where it is.
 *
 *   npx tsx scripts/rules-table.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { failPlainly } from "./fail-plainly.ts";
import { withCurrentRules } from "./rules-table/table.ts";

const FILE = "docs/rules.md";

await failPlainly(async () => {
  writeFileSync(FILE, await withCurrentRules(readFileSync(FILE, "utf8")));
  return 0;
});
