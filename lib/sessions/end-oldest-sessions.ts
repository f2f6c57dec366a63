import "server-only";
import { endSession } from "@/lib/sessions/end-sessions";
import { listSessions, type Owner } from "@/lib/sessions/registry";

/** A person has a few devices; whoever has more sessions than this has lost track of them. */
export const MOST_SESSIONS = 50;

/**
 * Ends what an account has beyond a number of sessions: those that were used longest ago.
 *
 * @param keep how many stay
 * @throws Failure `service_unavailable`
 */
export async function endOldestSessions(owner: Owner, keep: number): Promise<void> {
  const oldest = (await listSessions(owner)).slice(keep);
  for (const { id } of oldest) await endSession(id, "session_ended");
}
