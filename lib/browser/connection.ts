import "client-only";
import { unstable_rethrow } from "next/navigation";

/** How browsers, the bundler and React name a request that reached no server, or whose answer broke off. */
const LOST = /fetch|load failed|network|input stream|connection closed|chunk/i;
const PROBE_TIMEOUT_MS = 5_000;

/** @returns whether a request failed on its way. What the server itself threw has a digest. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || "digest" in error) return false;
  // Browsers on a private network may take themselves for offline while this site answers: that alone proves nothing.
  const isOffline = globalThis.navigator?.onLine === false && error instanceof TypeError;
  return isOffline || LOST.test(error.message);
}

/** @returns whether this site answers; what it answers does not matter. */
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

/**
 * A server action for a form that outlives a lost connection. While a page is drawn on the server it is the action itself,
 * so that its form works before any script has run.
 *
 * @param action a server action
 * @param whenLost what the form gets in place of an answer
 */
export function withConnectionFallback<Input extends unknown[], Answer>(
  action: (...input: Input) => Promise<Answer>,
  whenLost: (...input: Input) => Answer,
): (...input: Input) => Promise<Answer> {
  if (typeof window === "undefined") return action;
  return async (...input) => {
    try {
      return await action(...input);
    } catch (error) {
      unstable_rethrow(error);
      if (!isConnectionLost(error)) throw error;
      return whenLost(...input);
    }
  };
}
