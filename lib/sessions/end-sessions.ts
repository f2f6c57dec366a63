import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { revokeBindingJobs } from "@/lib/accounts/binding-jobs";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { recordEvent } from "@/lib/audit/audit";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { runTasksBeforeResponse, wakeOutbox } from "@/lib/outbox/worker";
import { deleteSessions, type Owner, type Session, type Which } from "@/lib/sessions/registry";

/** Why the ways into an account are closed. */
type AccessRevocation = {
  type: "session_ended" | "sessions_ended" | "session_ended_by_cloud";
  sessions: Which;
  reason?: string;
  /** What else changes exactly when they are closed. */
  within?: (tx: Database) => Promise<void>;
};

/**
 * Signs a session out, at once and for every copy of its cookie.
 *
 * @returns whether there was one
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
 * Closes the ways into an account: sessions end, at once and for every copy of their cookies; open links are revoked; and
 * whatever was begun before, and would make a session or a link, is undone when it comes to its end.
 *
 * @returns the ended sessions. Where one was asked for that is not there, nothing is closed.
 * @throws Failure `service_unavailable`
 */
export async function revokeAccess(
  { issuer, identityId }: Owner,
  { type, sessions, reason, within }: AccessRevocation,
): Promise<Session[]> {
  const owner = { issuer, identityId };
  const ended = await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
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
 * The same for all ways into an account at once, within a transaction that does more.
 *
 * @param tx a transaction that holds the account's lock
 * @returns the number of the closing
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
