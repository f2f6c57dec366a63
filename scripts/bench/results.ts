import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { machineSchema } from "./machine.ts";

/** Each folder below it holds the results of one state of the code, one file for each measurement. */
export const RESULTS = "docs/performance";

const unitSchema = z.enum(["ms", "s", "kB", "requests/s", "sign-ins/s", "calls"]);
export type Unit = z.infer<typeof unitSchema>;

const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: unitSchema,
  runs: z.array(z.number()).min(1),
  /** Of each run, in milliseconds. */
  p99: z.array(z.number()).optional(),
});
/** One figure, run by run. */
export type Row = z.infer<typeof rowSchema>;

const resultSchema = z.object({
  measurement: z.string(),
  measuredAt: z.iso.datetime(),
  machine: machineSchema,
  rows: z.array(rowSchema),
});
/** What one measurement found. */
export type Result = z.infer<typeof resultSchema>;

/** The results of one state of the code, by measurement. */
export type State = { name: string; results: ReadonlyMap<string, Result> };

export function writeResult(name: string, result: Result): void {
  mkdirSync(join(RESULTS, name), { recursive: true });
  const file = join(RESULTS, name, `${result.measurement}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
}

/** @returns all states that were measured, the oldest first. */
export function readStates(): State[] {
  if (!existsSync(RESULTS)) return [];
  return readdirSync(RESULTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, results: readResults(join(RESULTS, name)) }))
    .sort((one, other) => startOf(one).localeCompare(startOf(other)));
}

function readResults(folder: string): Map<string, Result> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const results = files.map((file) =>
    resultSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))),
  );
  return new Map(results.map((result) => [result.measurement, result]));
}

function startOf({ results }: State): string {
  return [...results.values()].map(({ measuredAt }) => measuredAt).sort()[0] ?? "";
}

/** @returns the number with three significant digits, which is more than a figure is worth. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
