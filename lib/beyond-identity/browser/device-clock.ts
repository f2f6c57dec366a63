import "client-only";

const TOLERANCE_MS = 60_000;
const TIMEOUT_MS = 3_000;

/**
 * Asks our own server for its time, as every answer tells it: pages may have stood open for long, and slept.
 *
 * @returns whether this device's clock is off by more than a minute; false when that cannot be known
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
