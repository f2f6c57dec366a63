import "server-only";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { getEnv } from "@/lib/env";
import { closeWaysIn } from "@/lib/sessions/end-sessions";
import { RECHECK_INTERVAL_MS, RECHECK_RETRY_MS } from "@/lib/sessions/limits";
import type { Session } from "@/lib/sessions/registry";

const underWay = new Map<string, Promise<boolean>>();

/**
 * Asks the cloud, at most once per interval, whether the person may still be signed in. A suspended or deleted identity
 * loses all its sessions. A cloud that does not answer takes nothing away: the session's own limits hold.
 *
 * While one request asks, the others pass; but those of a session that nobody has used for longer than another interval
 * wait for the answer.
 *
 * @returns whether the session stands
 * @throws DatabaseError
 */
export async function isStillWelcome(session: Session): Promise<boolean> {
  if (session.issuer !== getEnv().issuer) return true;
  const age = Date.now() - session.checkedAt.getTime();
  if (age < RECHECK_INTERVAL_MS) return true;
  if (age > 2 * RECHECK_INTERVAL_MS) return askOnce(session);
  return (await claimCheck(session)) ? ask(session) : true;
}

/** In this process; each of several processes asks for itself. */
function askOnce(session: Session): Promise<boolean> {
  const pending = underWay.get(session.id);
  if (pending) return pending;
  const asked = ask(session).finally(() => underWay.delete(session.id));
  underWay.set(session.id, asked);
  return asked;
}

async function ask(session: Session): Promise<boolean> {
  try {
    const { suspended } = await managementApi().glanceAtIdentity(session.identityId);
    if (suspended) return lose(session, "identity_suspended");
    await noteCheck(session, new Date());
  } catch (error) {
    if (!(error instanceof BeyondIdentityError)) throw error;
    if (error.code === "not_found") return lose(session, "identity_deleted");
    await noteCheck(session, checkedSoonAgain());
    await recordEvent("recheck_failed", { sessionId: session.id, reason: error.code });
  }
  return true;
}

async function lose(session: Session, reason: string): Promise<false> {
  await closeWaysIn(session, { type: "session_ended_by_cloud", sessions: "all", reason });
  return false;
}

/** Of many requests at once, in many processes, one asks. Should its answer be lost, another one does soon. */
async function claimCheck({ id, checkedAt }: Session): Promise<boolean> {
  const claimed = await inDatabase((db) =>
    db
      .update(sessions)
      .set({ checkedAt: checkedSoonAgain() })
      .where(and(eq(sessions.id, id), eq(sessions.checkedAt, checkedAt)))
      .returning({ id: sessions.id }),
  );
  return claimed.length > 0;
}

function checkedSoonAgain(): Date {
  return new Date(Date.now() - RECHECK_INTERVAL_MS + RECHECK_RETRY_MS);
}

async function noteCheck({ id }: Session, checkedAt: Date): Promise<void> {
  await inDatabase((db) => db.update(sessions).set({ checkedAt }).where(eq(sessions.id, id)));
}
