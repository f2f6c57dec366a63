import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { recordEvent } from "@/lib/audit/audit";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { CloudPasskey } from "@/lib/beyond-identity/cloud/schemas";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { knownPasskeys, outbox } from "@/lib/database/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import { type Handlers, PAYLOADS, type Task } from "@/lib/outbox/tasks";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import type { Owner } from "@/lib/sessions/registry";
import { requireSession } from "@/lib/sessions/require-session";

/** Longer than the cloud may take. After that, the process that revoked a passkey is considered dead. */
const CONSIDERED_DEAD_MS = 60_000;
const KIND = "close_behind_passkey";

/** A passkey that its owner revokes in this app, and the session they do it in. */
export type OwnRevocation = Owner & { passkeyId: string; sessionId: string };

/**
 * Revokes a passkey, and then all other access to the account. A task for the second step is queued before the request to
 * the cloud, so that it happens even if this process dies. While the task is queued, no comparison mistakes the revocation
 * for one made in the console, which would end the owner's own session.
 *
 * @param revoke sends the request to the cloud
 * @throws Failure `session_ended` when the owner's session has ended since the request began
 * @throws Failure `service_unavailable`
 * @throws as `revoke` does
 */
export async function revokePasskeyAndOtherAccess(
  revocation: OwnRevocation,
  revoke: () => Promise<void>,
): Promise<void> {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, revocation);
      await requireSession(tx, revocation.sessionId);
      await enqueue(tx, taskOf(revocation));
    }),
  );
  try {
    await revoke();
  } catch (error) {
    // Perhaps only the response was lost. The next comparison finds out, and so does the task if it cannot be dropped.
    await inDatabase((db) => dropTask(db, revocation)).catch(() => undefined);
    throw error;
  }
  await noteRevocation(revocation);
  await revokeOtherAccess(revocation);
}

/**
 * Ends the other sessions of an account and revokes its open links, after a passkey was revoked.
 *
 * @param askedBy the session whose user asks for it again. Without it, nobody waits for the answer any longer.
 * @throws Failure `session_ended` when that session has ended since the request began
 * @throws Failure `service_unavailable`
 */
export async function revokeOtherAccess(
  revocation: OwnRevocation,
  askedBy?: string,
): Promise<void> {
  await revokeAccess(revocation, {
    type: "sessions_ended",
    sessions: { except: revocation.sessionId },
    ...(askedBy !== undefined && { askedBy }),
    reason: "passkey_revoked",
    within: async (tx) => {
      await dropTask(tx, revocation);
      await noteInactive(tx, revocation);
    },
  });
}

/**
 * Finishes a revocation whose process died. If the passkey is still active, the request never reached the cloud or the
 * cloud refused it, and nothing is left to do.
 *
 * @throws BeyondIdentityError when the outbox must retry
 * @throws Failure `service_unavailable`
 */
export const finishPasskeyRevocation: Handlers[typeof KIND] = async (revocation) => {
  const listed = await passkeysOf(revocation);
  const passkey = listed?.find(({ id }) => id === revocation.passkeyId);
  if (listed === null || passkey?.active) return;
  await noteRevocation(revocation);
  await revokeOtherAccess(revocation);
};

/**
 * @returns ids of the passkeys of an account that its owner is revoking in this app
 * @throws Failure `service_unavailable`
 */
export async function passkeysBeingRevoked({ issuer, identityId }: Owner): Promise<string[]> {
  const isOf = and(
    eq(outbox.kind, KIND),
    sql`${outbox.payload}->>'issuer' = ${issuer}`,
    sql`${outbox.payload}->>'identityId' = ${identityId}`,
  );
  const queued = await inDatabase((db) => db.select().from(outbox).where(isOf));
  return queued.map(({ payload }) => PAYLOADS[KIND].parse(payload).passkeyId);
}

/** @returns null for a deleted identity, whose sessions end at the next recheck. */
async function passkeysOf({ identityId }: Owner): Promise<CloudPasskey[] | null> {
  try {
    return await managementApi().listPasskeys(identityId);
  } catch (error) {
    if (isCloudError(error, "not_found")) return null;
    throw error;
  }
}

async function noteRevocation({ passkeyId, sessionId, ...owner }: OwnRevocation): Promise<void> {
  await recordEvent("passkey_revoked", { owner, sessionId, dedupeKey: passkeyId });
}

async function noteInactive(
  tx: Database,
  { issuer, identityId, passkeyId }: OwnRevocation,
): Promise<void> {
  await tx
    .insert(knownPasskeys)
    .values({ issuer, identityId, passkeyId, active: false })
    .onConflictDoUpdate({
      target: [knownPasskeys.issuer, knownPasskeys.identityId, knownPasskeys.passkeyId],
      set: { active: false },
    });
}

async function dropTask(db: Database, revocation: OwnRevocation): Promise<void> {
  await db.delete(outbox).where(and(eq(outbox.kind, KIND), eq(outbox.key, keyOf(revocation))));
}

function taskOf({ issuer, identityId, passkeyId, sessionId }: OwnRevocation): Task {
  return {
    kind: KIND,
    payload: { issuer, identityId, passkeyId, sessionId },
    startAfter: new Date(Date.now() + CONSIDERED_DEAD_MS),
    key: keyOf({ issuer, identityId, passkeyId }),
    isRenewed: true,
  };
}

function keyOf({ issuer, identityId, passkeyId }: Omit<OwnRevocation, "sessionId">): string {
  return `${issuer} ${identityId} ${passkeyId}`;
}
