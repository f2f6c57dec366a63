import "server-only";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { getEnv } from "@/lib/env";
import { endSessions } from "@/lib/sessions/end-sessions";
import { RECHECK_INTERVAL_MS, RECHECK_RETRY_MS } from "@/lib/sessions/limits";
import type { Session } from "@/lib/sessions/registry";

/**
 * Asks the cloud, at most once per interval, whether the person may still be signed in. A suspended or deleted identity
 * loses all its sessions. A cloud that does not answer takes nothing away: the session's own limits hold.
 *
 * @returns whether the session stands
 * @throws DatabaseError
 */
export async function isStillWelcome(session: Session): Promise<boolean> {
  if (session.issuer !== getEnv().issuer) return true;
  const dueAt = session.checkedAt.getTime() + RECHECK_INTERVAL_MS;
  if (Date.now() < dueAt || !(await claimCheck(session))) return true;
  try {
    const { suspended } = await managementApi().glanceAtIdentity(session.identityId);
    if (suspended) return lose(session, "identity_suspended");
  } catch (error) {
    if (!(error instanceof BeyondIdentityError)) throw error;
    if (error.code === "not_found") return lose(session, "identity_deleted");
    await checkAgainSoon(session);
    await recordEvent("recheck_failed", { sessionId: session.id, reason: error.code });
  }
  return true;
}

async function lose(session: Session, reason: string): Promise<false> {
  await endSessions(session, "session_ended_by_cloud", { reason });
  return false;
}

/** Of many requests at once, in many processes, one asks. */
async function claimCheck({ id, checkedAt }: Session): Promise<boolean> {
  const claimed = await inDatabase((db) =>
    db
      .update(sessions)
      .set({ checkedAt: new Date() })
      .where(and(eq(sessions.id, id), eq(sessions.checkedAt, checkedAt)))
      .returning({ id: sessions.id }),
  );
  return claimed.length > 0;
}

async function checkAgainSoon({ id }: Session): Promise<void> {
  const checkedAt = new Date(Date.now() - RECHECK_INTERVAL_MS + RECHECK_RETRY_MS);
  await inDatabase((db) => db.update(sessions).set({ checkedAt }).where(eq(sessions.id, id)));
}
