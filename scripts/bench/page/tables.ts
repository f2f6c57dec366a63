import { MEASUREMENTS } from "../measurements.ts";
import { comparedIn, isMet, RATIOS, type Ratio } from "../ratios.ts";
import { median, type Result, type Row, type State } from "../results.ts";

/** What stands in for a table without figures. */
export const NOT_MEASURED = "Not measured yet.";

/** @returns every comparison, with one column for each state */
export function ratioTable(states: readonly State[]): string {
  const head = ["", "goal", ...states.map(({ name }) => name)];
  const rows = RATIOS.map((ratio) => [
    ratio.title,
    goalOf(ratio),
    ...states.map((state) => cellOf(ratio, comparedIn(ratio, state))),
  ]);
  return table(head, rows);
}

function goalOf({ goal, unit }: Ratio): string {
  if (!goal) return "";
  const [word, value] = "atMost" in goal ? ["at most", goal.atMost] : ["at least", goal.atLeast];
  return `${word} ${withUnit(value, unit)}`;
}

function cellOf({ goal, unit }: Ratio, value: number | null): string {
  if (value === null) return "";
  const text = withUnit(Number(value.toPrecision(3)), unit);
  return goal && !isMet(goal, value) ? `**${text}**` : text;
}

function withUnit(value: number, unit: Ratio["unit"]): string {
  return unit === "x" ? `${value} ×` : `${value} ${unit}`;
}

/** @returns the figures of one measurement, with one column for each state */
export function figureTable(id: string, states: readonly State[]): string {
  const measured = states.flatMap(({ name, results }) => {
    const result = results.get(id);
    return result ? [{ name, result }] : [];
  });
  const newest = measured.at(-1)?.result;
  if (!newest) return NOT_MEASURED;
  const head = ["", ...measured.map(({ name }) => name)];
  const rows = newest.rows.map(({ id: row, title }) => [
    title,
    ...measured.map(({ result }) => figureOf(result.rows.find((one) => one.id === row))),
  ]);
  return table(head, rows);
}

function figureOf(row: Row | undefined): string {
  if (!row) return "";
  const { runs, unit, p99 } = row;
  const spread = runs.length > 1 ? ` (${Math.min(...runs)} to ${Math.max(...runs)})` : "";
  const latency = p99 ? `, p99 ${median(p99)} ms` : "";
  return `${median(runs)} ${unit}${spread}${latency}`;
}

/** @returns what the figures were measured on, state by state */
export function machineTable(states: readonly State[]): string {
  const head = ["", "measured", "runs", "machine", "Node.js", "browser"];
  const rows = states.flatMap(({ name, results }) =>
    [...results.values()]
      .slice(0, 1)
      .map(({ machine, measuredAt }) => [
        ...[name, measuredAt.slice(0, 10), runsOf([...results.values()])],
        `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}`,
        ...[machine.node, machine.browser],
      ]),
  );
  return table(head, rows);
}

function runsOf(results: Result[]): string {
  const order = MEASUREMENTS.map(({ id }) => id);
  const sorted = results.toSorted(
    (one, other) => order.indexOf(one.measurement) - order.indexOf(other.measurement),
  );
  return sorted
    .map(({ measurement, rows }) => `${measurement} ${rows[0]?.runs.length ?? 0}`)
    .join(", ");
}

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
