import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { revokeBindingJobs } from "@/lib/accounts/binding-jobs";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { recordEvent } from "@/lib/audit/audit";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { runTasksBeforeResponse, wakeOutbox } from "@/lib/outbox/worker";
import { deleteSessions, type Owner, type Session, type Which } from "@/lib/sessions/registry";
import { requireSession } from "@/lib/sessions/require-session";

/** Which sessions end, and why. */
type AccessRevocation = {
  type: "session_ended" | "sessions_ended" | "session_ended_by_cloud";
  sessions: Which;
  /** The session whose user asks for it. If it has ended meanwhile, nothing is revoked. */
  askedBy?: string;
  reason?: string;
  /** Runs in the same transaction. */
  within?: (tx: Database) => Promise<void>;
};

/**
 * Signs a session out. Every copy of its cookie is invalid from now on.
 *
 * @returns whether the session existed
 * @throws Failure `service_unavailable`
 */
export async function endSession(id: string): Promise<boolean> {
  const [ended] = await inDatabase((db) =>
    db.transaction((tx) => deleteSessions(tx, { only: id }, null)),
  );
  if (!ended) return false;
  await recordEvent("signed_out", { owner: ended, sessionId: ended.id });
  wakeOutbox();
  return true;
}

/**
 * Revokes access to an account. The chosen sessions end, and every copy of their cookies is invalid from now on. Open
 * links are revoked. A sign-in or a link that is still being made is undone when it finishes.
 *
 * @returns the ended sessions. If `only` names a session that does not exist, nothing is revoked.
 * @throws Failure `session_ended` when `askedBy` names a session that has ended
 * @throws Failure `service_unavailable`
 */
export async function revokeAccess(
  { issuer, identityId }: Owner,
  { type, sessions, askedBy, reason, within }: AccessRevocation,
): Promise<Session[]> {
  const owner = { issuer, identityId };
  const ended = await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      if (askedBy !== undefined) await requireSession(tx, askedBy);
      const deleted = await deleteSessions(tx, sessions, owner);
      const isMissing = typeof sessions === "object" && "only" in sessions && deleted.length === 0;
      if (isMissing) return deleted;
      await revokeLinksAndRaiseEpoch(tx, owner);
      await within?.(tx);
      return deleted;
    }),
  );
  if (ended.length > 0) await recordEvent(type, { owner, ...idOf(ended), reason });
  await runTasksBeforeResponse();
  return ended;
}

/**
 * Revokes all access to an account within the caller's transaction: every session, every open link, and every sign-in or
 * link that is still being made.
 *
 * @param tx a transaction that holds the account's lock
 * @returns the account's new epoch
 */
export async function revokeAllAccess(tx: Database, owner: Owner): Promise<number> {
  await deleteSessions(tx, "all", owner);
  return revokeLinksAndRaiseEpoch(tx, owner);
}

async function revokeLinksAndRaiseEpoch(tx: Database, owner: Owner): Promise<number> {
  await revokeBindingJobs(tx, owner);
  return raiseEpoch(tx, owner);
}

function idOf(ended: Session[]): { sessionId?: string | undefined } {
  return ended.length === 1 ? { sessionId: ended[0]?.id } : {};
}
