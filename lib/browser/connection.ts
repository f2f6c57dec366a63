import "client-only";
import { unstable_rethrow } from "next/navigation";

/** Error messages of browsers, the bundler and React for a failed request or an interrupted response. */
const CONNECTION_LOST = /fetch|load failed|network|input stream|connection closed|chunk/i;

/**
 * @returns whether an error comes from a lost connection. Errors that the server threw have a digest, so they do not
 * count.
 */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || "digest" in error) return false;
  // On a private network a browser may report that it is offline although this site is reachable. That flag alone
  // proves nothing.
  const isOffline = globalThis.navigator?.onLine === false && error instanceof TypeError;
  return isOffline || CONNECTION_LOST.test(error.message);
}

/**
 * Wraps a server action so that a form keeps its state when the connection is lost. During server rendering it returns
 * the action itself, so that the form also works before any script has run.
 *
 * @param action a server action
 * @param fallback returns the result that the form gets when the connection is lost
 */
export function withConnectionFallback<Input extends unknown[], Answer>(
  action: (...input: Input) => Promise<Answer>,
  fallback: (...input: Input) => Answer,
): (...input: Input) => Promise<Answer> {
  if (typeof window === "undefined") return action;
  return async (...input) => {
    try {
      return await action(...input);
    } catch (error) {
      unstable_rethrow(error);
      if (!isConnectionLost(error)) throw error;
      return fallback(...input);
    }
  };
}
