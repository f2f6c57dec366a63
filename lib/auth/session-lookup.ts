import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { livingSession } from "@/lib/recheck/living-session";
import { endSession } from "@/lib/sessions/end-sessions";
import type { Session } from "@/lib/sessions/registry";

/** How the registry failed while Auth.js read a cookie. */
type Lookup = { failure: unknown };

const current = new AsyncLocalStorage<Lookup>();

/**
 * Finds the living session behind a cookie, for Auth.js.
 *
 * @returns the session, or null when it has ended, or when it cannot be known: a database that fails signs nobody in
 */
export async function lookUpSession(id: string): Promise<Session | null> {
  try {
    return await livingSession(id);
  } catch (error) {
    const lookup = current.getStore();
    if (lookup) lookup.failure = error;
    return null;
  }
}

/**
 * Ends the session behind a cookie, for Auth.js, which would take a failure for success and forget the cookie.
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
 * Runs a task that has Auth.js read the cookie. Auth.js takes a failure for nobody being signed in; this tells it.
 *
 * @throws Failure `service_unavailable` when the session could not be known, or not be ended
 */
export async function withSessionLookup<T>(task: () => Promise<T>): Promise<T> {
  const lookup: Lookup = { failure: undefined };
  const result = await current.run(lookup, task);
  if (lookup.failure !== undefined) throw lookup.failure;
  return result;
}
