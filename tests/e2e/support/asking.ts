import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";

const samplesSchema = z.tuple([
  z.array(z.object({ answer: z.string(), milliseconds: z.number() })),
]);

/** A request for a link at one of the two routes. */
export type Ask = { url: string; email: string };

/** A response without its date, and its time. */
export type Sample = { answer: string; milliseconds: number };

/** Requests links in a separate thread, `atOnce` at a time. @returns the responses in the order of the requests. */
export async function askForLinks(asks: Ask[], atOnce: number): Promise<Sample[]> {
  const worker = new Worker(new URL("asking.mjs", import.meta.url), {
    workerData: { asks, atOnce },
  });
  const [samples] = samplesSchema.parse(await once(worker, "message"));
  return samples;
}

/** @returns the greatest distance between two empirical distributions, 0 to 1 (Kolmogorov-Smirnov). */
export function distance(a: number[], b: number[]): number {
  const share = (values: number[], limit: number) =>
    values.filter((value) => value <= limit).length / values.length;
  return Math.max(...[...a, ...b].map((limit) => Math.abs(share(a, limit) - share(b, limit))));
}
