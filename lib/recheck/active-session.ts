import "server-only";
import { isStillAllowed } from "@/lib/recheck/recheck";
import { findSession, type Session } from "@/lib/sessions/registry";

/**
 * @returns the session of that id, or null when it has ended
 * @throws Failure `service_unavailable` when the app cannot find out
 */
export async function activeSession(id: string): Promise<Session | null> {
  const session = await findSession(id);
  return session && (await isStillAllowed(session)) ? session : null;
}
