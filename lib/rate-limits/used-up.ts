import "server-only";

/** Beyond so many, what is over is cleared out, and if that is not enough, everything: the database still counts. */
const MOST_KEYS = 10_000;

const until = new Map<string, number>();

/** @returns for how many milliseconds a counter is known to be used up; 0 when it is not. */
export function usedUpFor(key: string): number {
  return Math.max(0, (until.get(key) ?? 0) - Date.now());
}

/** Remembers that a counter is used up for so long. */
export function noteUsedUp(key: string, milliseconds: number): void {
  if (until.size >= MOST_KEYS) clearOut();
  until.set(key, Date.now() + milliseconds);
}

function clearOut(): void {
  for (const [key, end] of until) if (end <= Date.now()) until.delete(key);
  if (until.size >= MOST_KEYS) until.clear();
}
