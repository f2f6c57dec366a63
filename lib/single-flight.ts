/** Runs a task, or joins the one that is already running for the same key. */
export type SingleFlight<T> = (key: string, task: () => Promise<T>) => Promise<T>;

/**
 * @param keptMs how long a result is still shared after it arrived
 * @param failureKeptMs how long a failure is still shared
 * @param most how many keys are remembered. Beyond that the oldest is forgotten, and its next call runs again.
 * @returns a function that runs at most one task for each key at a time, in this process
 */
export function singleFlight<T>({
  keptMs = 0,
  failureKeptMs = 0,
  most = Number.POSITIVE_INFINITY,
} = {}): SingleFlight<T> {
  const inFlight = new Map<string, Promise<T>>();
  return (key, task) => {
    const pending = inFlight.get(key);
    if (pending) return pending;
    const [oldest] = inFlight.size >= most ? inFlight.keys() : [];
    if (oldest !== undefined) inFlight.delete(oldest);
    const started = task();
    inFlight.set(key, started);
    const forget = (): void => {
      if (inFlight.get(key) === started) inFlight.delete(key);
    };
    const forgetAfter = (ms: number) => (): void => {
      if (ms > 0) setTimeout(forget, ms).unref();
      else forget();
    };
    started.then(forgetAfter(keptMs), forgetAfter(failureKeptMs));
    return started;
  };
}
