import "client-only";

const PROBE_TIMEOUT_MS = 5_000;

/** @returns whether this site sends any response, whatever its status. */
export async function canReachSite(): Promise<boolean> {
  try {
    await fetch("/api/health", {
      cache: "no-store",
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    return true;
  } catch {
    return false;
  }
}
