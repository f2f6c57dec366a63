import { setTimeout as pause } from "node:timers/promises";
import { PATIENCE_MS } from "./tab.ts";

const INTERVAL_MS = 50;

/**
 * Repeats an attempt until it has a result.
 *
 * @param what stands in the error, after "The page does not show the"
 * @param attempt returns undefined to be repeated
 * @param isTransient whether an attempt that threw may succeed later
 * @throws Error after `PATIENCE_MS`, with the last attempt's error as its cause
 */
export async function until<Result>(
  what: string,
  attempt: () => Promise<Result | undefined>,
  isTransient: (reason: unknown) => boolean,
): Promise<Result> {
  const endsAt = performance.now() + PATIENCE_MS;
  let cause: unknown;
  while (performance.now() < endsAt) {
    try {
      const result = await attempt();
      if (result !== undefined) return result;
      cause = undefined;
    } catch (reason) {
      if (!isTransient(reason)) throw reason;
      cause = reason;
    }
    await pause(INTERVAL_MS);
  }
  throw new Error(`The page does not show the ${what}`, { cause });
}
