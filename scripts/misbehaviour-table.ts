/**
 * Writes the tables of `docs/misbehaviours.md`: what the emulator can send wrong, and how the app takes it.
 *
 *   npx tsx scripts/misbehaviour-table.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { failPlainly } from "./fail-plainly.ts";
import { withCurrentTables } from "./misbehaviours/tables.ts";

const FILE = "docs/misbehaviours.md";

await failPlainly(async () => {
  writeFileSync(FILE, withCurrentTables(readFileSync(FILE, "utf8")));
  return 0;
});
