import "client-only";

const TOLERANCE_MS = 60_000;
const TIMEOUT_MS = 3_000;

/**
 * Compares this device's clock with the `Date` header of a fresh response of our server. A time in the page itself
 * would be out of date, because a page may stay open for long.
 *
 * @returns whether the clock is off by more than a minute. False when the server cannot be reached.
 */
export async function hasWrongClock(): Promise<boolean> {
  try {
    const { headers } = await fetch("/api/health", {
      method: "HEAD",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const serverTime = Date.parse(headers.get("date") ?? "");
    return Math.abs(Date.now() - serverTime) > TOLERANCE_MS;
  } catch {
    return false;
  }
}
