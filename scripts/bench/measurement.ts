import { type Row, rounded, type Unit } from "./results.ts";

/** How much a measurement may do. */
export type Effort = {
  /** How often each figure is taken. */
  runs: number;
  /** How long one load run lasts. */
  loadSeconds: number;
};

/** One kind of figure. Its rows are kept in one file, so that ratios compare figures of one run. */
export type Measurement = {
  id: string;
  title: string;
  /** `slow`: `--quick` leaves it out. `minutes`: it runs only when asked for. */
  takes?: "slow" | "minutes";
  load(): Promise<{ measure(effort: Effort): Promise<Row[]> }>;
};

/** What is measured again and again. */
export type Subject = {
  id: string;
  title: string;
  unit: Unit;
  /** @returns the figure of one run, and the latency that 99 of 100 requests had at most, in milliseconds */
  once(): Promise<number | { value: number; p99: number }>;
};

/**
 * Measures each subject once in a round, round after round, so that a busy moment of the machine affects all of them.
 *
 * @param rounds how many
 * @param warmUp whether a first round is thrown away, as it is unless there is one alone
 */
export async function inTurn(
  subjects: readonly Subject[],
  rounds: number,
  warmUp = rounds > 1,
): Promise<Row[]> {
  if (warmUp) for (const { once } of subjects) await once();
  const rows = subjects.map(({ id, title, unit }): Row => ({ id, title, unit, runs: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { once }] of subjects.entries()) {
      const figure = await once();
      const row = rows[index];
      if (typeof figure === "number") row?.runs.push(rounded(figure));
      else if (row) {
        row.runs.push(rounded(figure.value));
        row.p99 = [...(row.p99 ?? []), rounded(figure.p99)];
      }
    }
  }
  return rows;
}

/** @returns how long the task takes, in milliseconds. */
export async function millisecondsOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}
