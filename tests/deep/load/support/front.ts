import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";

const countsSchema = z.tuple([
  z.object({
    passed: z.number(),
    /** Requests that a process refused, or accepted and did not answer. */
    broken: z.number(),
  }),
]);

/** A load balancer in front of processes of the app. */
export type Front = {
  counts(): Promise<z.infer<typeof countsSchema>[0]>;
  /** Takes a process off the list, and waits until it has answered all that it has. */
  take(port: number): Promise<void>;
  /** Puts a process on the list again. */
  put(port: number): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a load balancer in a thread of its own.
 *
 * @param targets ports of the app's processes
 */
export async function startFront(port: number, targets: number[]): Promise<Front> {
  const worker = new Worker(new URL("front.mjs", import.meta.url), {
    workerData: { port, targets },
  });
  await once(worker, "message");
  const ask = async (message: { take?: number; put?: number }) => {
    worker.postMessage(message);
    const [counts] = countsSchema.parse(await once(worker, "message"));
    return counts;
  };
  return {
    counts: () => ask({}),
    take: async (port) => void (await ask({ take: port })),
    put: async (port) => void (await ask({ put: port })),
    stop: async () => void (await worker.terminate()),
  };
}
