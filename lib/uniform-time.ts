import { pause } from "@/lib/pause";

const STEP_MS = 500;

/**
 * Runs a task and lets the caller wait for a whole number of half seconds, so that the time says nothing about which
 * way the task went.
 *
 * @returns what the task returns
 * @throws what the task throws, after the same wait
 */
export async function inUniformTime<T>(task: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await task();
  } finally {
    const elapsed = performance.now() - startedAt;
    const rest = Math.ceil(elapsed / STEP_MS) * STEP_MS - elapsed;
    await pause(rest);
  }
}
