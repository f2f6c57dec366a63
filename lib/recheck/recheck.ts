import "server-only";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { confirmByRefresh } from "@/lib/recheck/confirm-by-refresh";
import { comparePasskeys, knownPasskeysOf } from "@/lib/recheck/known-passkeys";
import { isOutage, noteAnswer, noteRefusal } from "@/lib/recheck/recheck-refusal";
import { UnconfirmedError } from "@/lib/recheck/unconfirmed-error";
import {
  CLOCK_TOLERANCE_MS,
  CLOSED_RETRY_MS,
  OUTAGE_GRACE_MS,
  REFUSAL_GRACE_MS,
} from "@/lib/session-limits";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import type { Session } from "@/lib/sessions/registry";
import { singleFlight } from "@/lib/single-flight";

/** After a failed check, the app retries when this part of the interval has passed. */
const RETRY_PART = 1 / 5;

/** Whether the session is allowed, or, after a failed check, how long it is tolerated and when the app retries. */
type Outcome = boolean | { graceMs: number; nextTry: number };

const share = singleFlight<Outcome>();
/** Failed checks of this process. Other processes keep their own. */
const failed = new Map<string, Outcome>();

/**
 * Asks the cloud, at most once per interval, whether the user may still be signed in and which passkeys they have. The
 * sessions of a suspended or deleted identity end. Without the management API, a refresh of the tokens asks instead. When
 * the cloud does not answer, the session stays valid for a grace period after the last confirmation. After that it is
 * refused until the cloud confirms it again.
 *
 * While one request asks the cloud, other requests of the session pass. They wait for the answer if the session was idle
 * for longer than another interval, or if its last confirmation is too old.
 *
 * @returns whether the session is still allowed
 * @throws UnconfirmedError when the cloud has not confirmed the session for too long
 * @throws Failure `service_unavailable`
 */
export async function isStillAllowed(session: Session): Promise<boolean> {
  if (session.issuer !== getEnv().issuer) return true;
  const outcome = await outcomeFor(session);
  if (typeof outcome === "boolean") return outcome;
  if (ageOf(session.confirmedAt) < outcome.graceMs) return true;
  throw new UnconfirmedError(Math.max(1, Math.ceil((outcome.nextTry - Date.now()) / 1000)));
}

async function outcomeFor(session: Session): Promise<Outcome> {
  const { recheckMs } = getEnv();
  const age = ageOf(session.checkedAt);
  const isWithinGrace = ageOf(session.confirmedAt) < REFUSAL_GRACE_MS;
  if (age < recheckMs) {
    const wasAnswered = session.checkedAt <= session.confirmedAt;
    return wasAnswered || isWithinGrace || (failureOf(session) ?? askOnce(session));
  }
  if (!isWithinGrace || age > 2 * recheckMs) return askOnce(session);
  return (await claimCheck(session)) ? ask(session) : true;
}

/** A moment in the future means that a clock is wrong, and counts as long ago. */
function ageOf(moment: Date): number {
  const age = Date.now() - moment.getTime();
  return age < -CLOCK_TOLERANCE_MS ? Number.POSITIVE_INFINITY : age;
}

function failureOf({ id }: Session): Outcome | undefined {
  const outcome = failed.get(id);
  return typeof outcome === "object" && Date.now() < outcome.nextTry ? outcome : undefined;
}

/** Once in this process. Each other process asks for itself. */
function askOnce(session: Session): Promise<Outcome> {
  return share(session.id, () => ask(session));
}

async function ask(session: Session): Promise<Outcome> {
  const askedAt = new Date();
  try {
    const isAllowed = await askCloud(session);
    noteAnswer();
    return isAllowed && (await noteCheck(session, { checkedAt: askedAt, confirmedAt: askedAt }));
  } catch (error) {
    if (!(error instanceof BeyondIdentityError)) throw error;
    return onCloudFailure(session, error);
  }
}

/** @throws BeyondIdentityError */
async function askCloud(session: Session): Promise<boolean> {
  if (usesHostedPage()) return confirmByRefresh(session);
  const { issuer, identityId } = session;
  const api = managementApi();
  const before = await knownPasskeysOf({ issuer, identityId });
  const [identity, passkeys] = await Promise.allSettled([
    api.getIdentityOnce(identityId),
    api.checkPasskeys(identityId),
  ]);
  if (identity.status === "rejected") {
    if (isNotFound(identity.reason)) return endAllSessions(session, "identity_deleted");
    throw identity.reason;
  }
  if (identity.value.suspended) return endAllSessions(session, "identity_suspended");
  if (passkeys.status === "rejected") throw passkeys.reason;
  const endedBefore = await comparePasskeys({ issuer, identityId }, passkeys.value, before);
  return endedBefore === null || session.createdAt >= endedBefore;
}

function isNotFound(error: unknown): boolean {
  return isCloudError(error, "not_found");
}

async function endAllSessions(session: Session, reason: string): Promise<false> {
  await revokeAccess(session, { type: "session_ended_by_cloud", sessions: "all", reason });
  return false;
}

async function onCloudFailure(session: Session, error: BeyondIdentityError): Promise<Outcome> {
  const { recheckMs } = getEnv();
  // The readiness check asks the management API whether a refusal still stands.
  if (isOutage(error) || usesHostedPage()) {
    await recordEvent("recheck_failed", { sessionId: session.id, reason: error.reason });
  } else {
    await noteRefusal(error, session);
  }
  const graceMs = isOutage(error) ? OUTAGE_GRACE_MS : REFUSAL_GRACE_MS;
  const isWithinGrace = ageOf(session.confirmedAt) < graceMs;
  const retryMs = recheckMs * RETRY_PART;
  const waitMs = isWithinGrace ? retryMs : Math.min(retryMs, CLOSED_RETRY_MS);
  const outcome = { graceMs, nextTry: Date.now() + waitMs };
  failed.set(session.id, outcome);
  setTimeout(() => failed.delete(session.id), waitMs).unref();
  const isActive = await noteCheck(session, { checkedAt: checkedSoonAgain(waitMs) });
  return isActive && outcome;
}

/** Of concurrent requests, in any process, one asks the cloud. If its process dies, another request retries soon. */
async function claimCheck({ id, checkedAt }: Session): Promise<boolean> {
  const claimed = await inDatabase((db) =>
    db
      .update(sessions)
      .set({ checkedAt: checkedSoonAgain(getEnv().recheckMs * RETRY_PART) })
      .where(and(eq(sessions.id, id), eq(sessions.checkedAt, checkedAt)))
      .returning({ id: sessions.id }),
  );
  return claimed.length > 0;
}

function checkedSoonAgain(waitMs: number): Date {
  return new Date(Date.now() - getEnv().recheckMs + waitMs);
}

/** @returns false when the session has ended while the app asked the cloud */
async function noteCheck(
  { id }: Session,
  columns: Partial<Pick<Session, "checkedAt" | "confirmedAt">>,
): Promise<boolean> {
  const noted = await inDatabase((db) =>
    db.update(sessions).set(columns).where(eq(sessions.id, id)).returning({ id: sessions.id }),
  );
  return noted.length > 0;
}
