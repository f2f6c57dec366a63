import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { endSession } from "@/lib/sessions/end-sessions";
import { isStillWelcome } from "@/lib/sessions/recheck";
import { findSession, type Session } from "@/lib/sessions/registry";

/** What the look at the registry brought while Auth.js read a cookie. */
type Lookup = { session: Session | null; failure: unknown };

const current = new AsyncLocalStorage<Lookup>();

/**
 * Finds the living session behind a cookie, for Auth.js.
 *
 * @returns the session, or null when it has ended, or when it cannot be known: a database that fails signs nobody in
 */
export async function lookUpSession(id: string): Promise<Session | null> {
  const lookup = current.getStore();
  try {
    const session = await findSession(id);
    if (!session || !(await isStillWelcome(session))) return null;
    if (lookup) lookup.session = session;
    return session;
  } catch (error) {
    if (lookup) lookup.failure = error;
    return null;
  }
}

/**
 * Ends the session behind a cookie, for Auth.js, which would take a failure for success and forget the cookie.
 */
export async function endLookedUpSession(id: string): Promise<void> {
  try {
    await endSession(id, "signed_out");
  } catch (error) {
    const lookup = current.getStore();
    if (!lookup) throw error;
    lookup.failure = error;
  }
}

/**
 * Runs a task that has Auth.js read the cookie. Auth.js tells no more than the public part of a session, and takes a
 * failure for nobody being signed in; this tells both.
 *
 * @returns the task's result and the session that was found
 * @throws DatabaseError when the session could not be known, or not be ended
 */
export async function withSessionLookup<T>(
  task: () => Promise<T>,
): Promise<{ result: T; session: Session | null }> {
  const lookup: Lookup = { session: null, failure: undefined };
  const result = await current.run(lookup, task);
  if (lookup.failure !== undefined) throw lookup.failure;
  return { result, session: lookup.session };
}
