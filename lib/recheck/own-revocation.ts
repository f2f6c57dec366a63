import "server-only";
import { and, eq, sql } from "drizzle-orm";
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

/** Longer than the cloud may take. After that, the process that had a passkey revoked is taken to be gone. */
const TAKEN_TO_BE_GONE_MS = 60_000;
const KIND = "close_behind_passkey";

/** A passkey that its owner revokes here, and the session they do it in. */
export type OwnRevocation = Owner & { passkeyId: string; sessionId: string };

/**
 * Has a passkey revoked and closes the ways into the account behind it. The closing is owed before the cloud is asked, so that it
 * comes even when this process does not live to do it. While it is owed, no comparison takes the revocation for one of
 * the console's, which would end the owner's own session.
 *
 * @param revoke asks the cloud to
 * @throws Failure `service_unavailable`
 * @throws as `revoke` does
 */
export async function revokePasskeyAndOtherAccess(
  revocation: OwnRevocation,
  revoke: () => Promise<void>,
): Promise<void> {
  await inDatabase((db) => enqueue(db, taskOf(revocation)));
  try {
    await revoke();
  } catch (error) {
    // Perhaps only its answer was lost. The next comparison tells, and so does the task where it cannot be dropped.
    await inDatabase((db) => dropTask(db, revocation)).catch(() => undefined);
    throw error;
  }
  await noteRevocation(revocation);
  await revokeOtherAccess(revocation);
}

/**
 * Closes the ways into an account behind a passkey that is revoked.
 *
 * @throws Failure `service_unavailable`
 */
export async function revokeOtherAccess(revocation: OwnRevocation): Promise<void> {
  await revokeAccess(revocation, {
    type: "sessions_ended",
    sessions: { except: revocation.sessionId },
    reason: "passkey_revoked",
    within: async (tx) => {
      await dropTask(tx, revocation);
      await noteInactive(tx, revocation);
    },
  });
}

/**
 * Makes up for a closing that broke off, unless the passkey is as good as before: then the cloud has not been asked, or has
 * refused.
 *
 * @throws BeyondIdentityError when it is to be tried again
 * @throws Failure `service_unavailable`
 */
export const finishPasskeyRevocation: Handlers[typeof KIND] = async (revocation) => {
  const named = await passkeysOf(revocation);
  const passkey = named?.find(({ id }) => id === revocation.passkeyId);
  if (named === null || passkey?.active) return;
  await noteRevocation(revocation);
  await revokeOtherAccess(revocation);
};

/**
 * @returns ids of passkeys of an account that its owner is revoking here
 * @throws Failure `service_unavailable`
 */
export async function passkeysBeingRevoked({ issuer, identityId }: Owner): Promise<string[]> {
  const isOf = and(
    eq(outbox.kind, KIND),
    sql`${outbox.payload}->>'issuer' = ${issuer}`,
    sql`${outbox.payload}->>'identityId' = ${identityId}`,
  );
  const owed = await inDatabase((db) => db.select().from(outbox).where(isOf));
  return owed.map(({ payload }) => PAYLOADS[KIND].parse(payload).passkeyId);
}

/** A deleted identity has no passkeys, and its sessions end at the next check. */
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
    startAfter: new Date(Date.now() + TAKEN_TO_BE_GONE_MS),
    key: keyOf({ issuer, identityId, passkeyId }),
    isRenewed: true,
  };
}

function keyOf({ issuer, identityId, passkeyId }: Omit<OwnRevocation, "sessionId">): string {
  return `${issuer} ${identityId} ${passkeyId}`;
}
