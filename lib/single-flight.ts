/** Runs a task, or joins the one that is already running for the same key. */
export type SingleFlight<T> = (key: string, task: () => Promise<T>) => Promise<T>;

/**
 * @param keptMs how long a result is still shared after it has come
 * @param failureKeptMs the same for a failure
 * @returns a function that runs at most one task for each key at a time, in this process
 */
export function singleFlight<T>({ keptMs = 0, failureKeptMs = 0 } = {}): SingleFlight<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, task) => {
    const pending = inFlight.get(key);
    if (pending) return pending;
    const started = task();
    underWay.set(key, started);
    const forget = (): void => void underWay.delete(key);
    const forgetAfter = (ms: number) => (): void => {
      if (ms > 0) setTimeout(forget, ms).unref();
      else forget();
    };
    started.then(forgetAfter(keptMs), forgetAfter(failureKeptMs));
    return started;
  };
}
