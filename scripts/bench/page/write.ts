import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RESULTS, readStates } from "../results.ts";
import { chartOf, THEMES } from "./chart.ts";
import { PAGE, withTables } from "./page.ts";

/** @returns every file that shows the results, by its path, with the text that it has to have */
export async function pageFiles(): Promise<Map<string, string>> {
  const states = readStates();
  const files = new Map([[PAGE, withTables(readFileSync(PAGE, "utf8"), states)]]);
  for (const [name, theme] of Object.entries(THEMES)) {
    files.set(join(RESULTS, `goals-${name}.svg`), await chartOf(states, theme));
  }
  return files;
}

export async function writePage(): Promise<void> {
  for (const [path, text] of await pageFiles()) writeFileSync(path, text);
}
