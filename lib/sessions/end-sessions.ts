import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { deleteSession, deleteSessions, type Owner, type Session } from "@/lib/sessions/registry";
import { revokeTokensLater } from "@/lib/sessions/revoke-tokens";

/** Why one session ends. */
type EndOfOne = "signed_out" | "session_ended";
/** Why many do. */
type EndOfMany = "sessions_ended" | "session_ended_by_cloud";

/**
 * Ends one session, at once and for every copy of its cookie.
 *
 * @param owner whose it must be; whoever it is of when left out
 * @returns whether there was one
 * @throws DatabaseError
 */
export async function endSession(id: string, type: EndOfOne, owner?: Owner): Promise<boolean> {
  const ended = await deleteSession(id, owner);
  if (!ended) return false;
  await recordEvent(type, { owner: ended, sessionId: ended.id });
  revokeTokensLater([ended]);
  return true;
}

/**
 * Ends all sessions of an account, at once and for every copy of their cookies.
 *
 * @param options.except id of a session that stays
 * @returns the ended sessions
 * @throws DatabaseError
 */
export async function endSessions(
  owner: Owner,
  type: EndOfMany,
  options: { except?: string; reason?: string } = {},
): Promise<Session[]> {
  const ended = await deleteSessions(owner, options.except);
  if (ended.length > 0) await recordEvent(type, { owner, reason: options.reason });
  revokeTokensLater(ended);
  return ended;
}
