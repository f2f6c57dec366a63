import { readFileSync } from "node:fs";
import { z } from "zod";
import { median } from "../../../../scripts/bench/results.ts";

const sampleSchema = z.object({
  at: z.number(),
  pid: z.number(),
  rss: z.number(),
  /** After a garbage collection. */
  heapUsed: z.number(),
  external: z.number(),
});

/** The memory of a process at a moment, in bytes. */
export type Sample = z.infer<typeof sampleSchema>;

/** @returns the variables that make a process of the app write its memory to a file. */
export function samplingVariables(file: string, everyMs: number): Record<string, string> {
  return {
    NODE_OPTIONS: "--import ./tests/deep/load/support/memory-sampler.mjs",
    MEMORY_FILE: file,
    MEMORY_EVERY_MS: `${everyMs}`,
  };
}

/** @returns the samples of a file since a moment. */
export function samplesIn(file: string, since: number): Sample[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => sampleSchema.parse(JSON.parse(line)))
    .filter(({ at }) => at >= since);
}

/** @returns by what factor the median of the last third exceeds that of the first third. */
export function growthOf(values: number[]): number {
  const third = Math.floor(values.length / 3);
  if (third === 0) throw new Error("too few samples");
  return median(values.slice(-third)) / median(values.slice(0, third));
}
