import { MEASUREMENTS } from "../measurements.ts";
import type { State } from "../results.ts";
import { callTable } from "./call-table.ts";
import { figureTable, machineTable, ratioTable } from "./tables.ts";

/** The page with the figures. Its prose is written by hand, and what stands between marks is written by the bench. */
export const PAGE = "docs/performance.md";

/**
 * @param page text of the page
 * @param states all that was measured, the oldest first
 * @returns the text with the tables of these states
 */
export function withTables(page: string, states: readonly State[]): string {
  const tables = new Map([
    ["machine", machineTable(states)],
    ["ratios", ratioTable(states)],
    ["calls", callTable(states)],
    ...MEASUREMENTS.filter(({ id }) => id !== "calls").map(
      ({ id }) => [id.replaceAll("-", "_"), figureTable(id, states)] as const,
    ),
  ]);
  return [...tables].reduce((text, [name, table]) => replaced(text, name, table), page);
}

function replaced(page: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no ${name}.`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
