import { pause } from "@/lib/pause";

const STEP_MS = 100;
const WINDOW_SECONDS = 60;
/** What the longer way usually takes, for when there was none lately: after a start, or a quiet night. */
const USUAL_MS = 1_000;
/** Room for a task that is a little slower than all before it. */
const MARGIN = 1.25;
/** Nobody is made to wait longer than this for the sake of others; a slow task still takes its own time. */
const LONGEST_WAIT_MS = 5_000;

/** The slowest task of each second of the last minute, in milliseconds, by second. */
const slowestBySecond = new Map<number, number>();

/**
 * Runs a task and lets the caller wait, so that the time says nothing about which way the task went: a second, or as long
 * as the slowest such task of the last minute took, with room, and rounded up to tenths of a second. A task that fails
 * says so anyway, and does not count.
 *
 * @returns what the task returns
 * @throws what the task throws, after the same wait
 */
export async function inUniformTime<T>(task: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  try {
    const result = await task();
    noteDuration(elapsed());
    return result;
  } finally {
    const common = Math.min(Math.max(USUAL_MS, slowestLately() * MARGIN), LONGEST_WAIT_MS);
    const target = Math.ceil(Math.max(elapsed(), common) / STEP_MS) * STEP_MS;
    await pause(target - elapsed());
  }
}

function noteDuration(milliseconds: number): void {
  const second = Math.floor(performance.now() / 1000);
  slowestBySecond.set(second, Math.max(milliseconds, slowestBySecond.get(second) ?? 0));
  for (const known of slowestBySecond.keys()) {
    if (known < second - WINDOW_SECONDS) slowestBySecond.delete(known);
  }
}

function slowestLately(): number {
  return Math.max(0, ...slowestBySecond.values());
}
