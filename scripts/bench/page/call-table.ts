import type { Call } from "../calls/count-calls.ts";
import { reasonOf } from "../calls/reasons.ts";
import { callOf } from "../calls/rows.ts";
import type { State } from "../results.ts";
import { NOT_MEASURED } from "./tables.ts";

/** @returns who calls what in each journey, how often in each state, and why */
export function callTable(states: readonly State[]): string {
  const measured = states.flatMap(({ name, results }) => {
    const result = results.get("calls");
    return result ? [{ name, calls: result.rows.map(callOf) }] : [];
  });
  const all = new Map(measured.flatMap(({ calls }) => calls.map((call) => [keyOf(call), call])));
  const newest = measured.at(-1)?.calls;
  if (!newest) return NOT_MEASURED;
  const order = [
    ...new Map([...newest, ...all.values()].map((call) => [keyOf(call), call])).values(),
  ];
  const journeys = [...new Set(order.map(({ journey }) => journey))];
  const head = ["journey", "who calls", "call", ...measured.map(({ name }) => name), "why"];
  const rows = journeys.flatMap((journey) =>
    order
      .filter((call) => call.journey === journey)
      .map((call, index) => [
        ...[index === 0 ? journey : "", call.by, `\`${call.call}\``],
        ...measured.map(({ calls }) => `${countIn(calls, call)}`),
        reasonOf(call) ?? "**no reason is given**",
      ]),
  );
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function keyOf({ journey, by, call }: Call): string {
  return [journey, by, call].join("\n");
}

function countIn(calls: readonly Call[], wanted: Call): number {
  return calls.find((call) => keyOf(call) === keyOf(wanted))?.count ?? 0;
}
