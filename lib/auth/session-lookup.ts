import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { activeSession } from "@/lib/recheck/active-session";
import { endSession } from "@/lib/sessions/end-sessions";
import type { Session } from "@/lib/sessions/registry";

/** The error of the session registry while Auth.js read a cookie. */
type Lookup = { failure: unknown };

const current = new AsyncLocalStorage<Lookup>();

/**
 * Finds the active session of a cookie, for Auth.js. A failure is noted for `withSessionLookup`, not thrown.
 *
 * @returns the session, or null when it has ended or the database fails
 */
export async function lookUpSession(id: string): Promise<Session | null> {
  try {
    return await activeSession(id);
  } catch (error) {
    const lookup = current.getStore();
    if (lookup) lookup.failure = error;
    return null;
  }
}

/**
 * Ends the session of a cookie, for Auth.js. A failure is noted for `withSessionLookup`, because Auth.js would ignore
 * it and remove the cookie.
 */
export async function endLookedUpSession(id: string): Promise<void> {
  try {
    await endSession(id);
  } catch (error) {
    const lookup = current.getStore();
    if (!lookup) throw error;
    lookup.failure = error;
  }
}

/**
 * Runs a task in which Auth.js reads the session cookie. Auth.js treats a failure as not signed in, so this function
 * throws the failure afterwards.
 *
 * @throws Failure `service_unavailable` when the session could not be read or ended
 */
export async function withSessionLookup<T>(task: () => Promise<T>): Promise<T> {
  const lookup: Lookup = { failure: undefined };
  const result = await current.run(lookup, task);
  if (lookup.failure !== undefined) throw lookup.failure;
  return result;
}
