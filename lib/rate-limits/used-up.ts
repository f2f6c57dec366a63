import "server-only";

/** Beyond this, expired keys are removed, and if that is not enough, all keys. The database still counts. */
const MOST_KEYS = 10_000;

const until = new Map<string, number>();

/** @returns for how many milliseconds a counter is known to be used up, or 0. */
export function usedUpFor(key: string): number {
  return Math.max(0, (until.get(key) ?? 0) - Date.now());
}

export function noteUsedUp(key: string, milliseconds: number): void {
  if (until.size >= MOST_KEYS) clearOut();
  until.set(key, Date.now() + milliseconds);
}

function clearOut(): void {
  for (const [key, end] of until) if (end <= Date.now()) until.delete(key);
  if (until.size >= MOST_KEYS) until.clear();
}
