import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";

const statusesSchema = z.tuple([z.array(z.number())]);

/**
 * Requests many addresses at once in a separate thread.
 *
 * @returns the statuses of the responses, in the order of the addresses
 */
export async function statusesAtOnce(urls: string[], cookie: string): Promise<number[]> {
  const worker = new Worker(new URL("burst.mjs", import.meta.url), {
    workerData: { urls, cookie },
  });
  const [statuses] = statusesSchema.parse(await once(worker, "message"));
  return statuses;
}
