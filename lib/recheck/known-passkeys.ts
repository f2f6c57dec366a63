import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "@/lib/audit/audit";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { CloudPasskey } from "@/lib/beyond-identity/cloud/schemas";
import { inDatabase } from "@/lib/database/database";
import { knownPasskeys } from "@/lib/database/schema";
import { Failure } from "@/lib/failure";
import type { Handlers } from "@/lib/outbox/tasks";
import { passkeysBeingRevoked } from "@/lib/recheck/own-revocation";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import { listSessions, type Owner } from "@/lib/sessions/registry";

/** A sign-in may be in progress while its passkey is revoked, and the cloud's clock may differ from the app's. */
const MARGIN_MS = 60_000;

type Known = typeof knownPasskeys.$inferSelect;

/** A passkey that the app knows of, and whether it is active. */
export type KnownPasskey = { id: string; active: boolean };

/**
 * Compares the passkeys that the cloud lists with those it listed before, and records the difference in the account's
 * history. The app thereby learns of new passkeys without a report from the browser. A passkey that was revoked in the
 * cloud, or is missing there, ends every session that began before. The cloud does not say which passkey began a session.
 *
 * @param listed every passkey of the account, as the cloud has just listed them
 * @param knownBefore what was known before the cloud was asked. A list that took long may be older than what another
 * request has noticed or revoked since, so it says nothing about those passkeys.
 * @returns the moment before which sessions began that are now ended, or null when none had to end
 * @throws Failure `service_unavailable`
 */
export async function comparePasskeys(
  owner: Owner,
  listed: CloudPasskey[],
  knownBefore: KnownPasskey[],
): Promise<Date | null> {
  const own = listed.filter(({ identityId }) => identityId === owner.identityId);
  // Read before the known passkeys, because a revocation in this app changes both in one transaction.
  const revokedByOwner = await passkeysBeingRevoked(owner);
  const known = await knownOf(owner);
  for (const { id, createdAt } of newPasskeys(own, known)) {
    await recordEvent("passkey_created", { owner, dedupeKey: id, at: createdAt });
  }
  const unchanged = known.filter((one) => isAmong(one, knownBefore));
  const noticed =
    known.length === 0
      ? await lostBeforeFirstComparison(owner, own)
      : lostPasskeys(own, unchanged, newPasskeys(own, known));
  const lost = noticed.filter((id) => !revokedByOwner.includes(id));
  const endedBefore = lost.length === 0 ? null : await endSessionsForLost(owner, lost, own);
  // Last, so that the next comparison finds the difference again if this process dies before.
  await storeKnown(owner, own, lost);
  await reactivateKnown(owner, own, unchanged, revokedByOwner);
  return endedBefore;
}

/**
 * @returns the ids of the known passkeys of an account, and whether each is active. It changes as soon as any process
 * notices a new passkey, or revokes one.
 * @throws Failure `service_unavailable`
 */
export async function knownPasskeysOf(owner: Owner): Promise<KnownPasskey[]> {
  const known = await knownOf(owner);
  return known.map(({ passkeyId: id, active }) => ({ id, active }));
}

/**
 * Lists the passkeys of an account in the cloud and compares them. If the cloud or the database fails, the next comparison
 * catches up.
 */
export async function noticePasskeys(owner: Owner): Promise<void> {
  try {
    await noticePasskeysOrThrow(owner);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/**
 * Lists and compares the passkeys of an account after a sign-in. The sign-in may be the first one of the account, of which
 * no passkey is known until then.
 *
 * @throws BeyondIdentityError when the outbox must retry
 * @throws Failure `service_unavailable`
 */
export const noticePasskeysOrThrow: Handlers["notice_passkeys"] = async ({
  issuer,
  identityId,
}) => {
  try {
    const before = await knownPasskeysOf({ issuer, identityId });
    const listed = await managementApi().listPasskeysOnce(identityId);
    await comparePasskeys({ issuer, identityId }, listed, before);
  } catch (error) {
    // The identity was deleted, so the next recheck ends its sessions.
    if (!isCloudError(error, "not_found")) throw error;
  }
};

/** In the first comparison, only the oldest passkey is new. The history may already contain the others. */
function newPasskeys(own: CloudPasskey[], known: Known[]): CloudPasskey[] {
  const oldestFirst = own.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  if (known.length === 0) return oldestFirst.slice(0, 1);
  return oldestFirst.filter(({ id }) => !known.some(({ passkeyId }) => passkeyId === id));
}

/** @returns ids of passkeys that were revoked before any was known, while a session was active that they may have begun. */
async function lostBeforeFirstComparison(owner: Owner, own: CloudPasskey[]): Promise<string[]> {
  const revoked = own.filter((passkey) => !passkey.active);
  if (revoked.length === 0) return [];
  const begun = (await listSessions(owner)).map(({ createdAt }) => createdAt.getTime());
  const oldest = Math.min(...begun);
  return revoked
    .filter(({ changedAt }) => changedAt !== null && changedAt.getTime() + MARGIN_MS > oldest)
    .map(({ id }) => id);
}

/** @returns ids of passkeys that can no longer sign in: once active, or created and revoked between two comparisons. */
function lostPasskeys(own: CloudPasskey[], unchanged: Known[], unseen: CloudPasskey[]): string[] {
  const active = own.filter((passkey) => passkey.active).map(({ id }) => id);
  const onceActive = unchanged.filter((one) => one.active).map(({ passkeyId }) => passkeyId);
  return [...onceActive, ...unseen.map(({ id }) => id)].filter((id) => !active.includes(id));
}

function isAmong({ passkeyId, active }: Known, before: KnownPasskey[]): boolean {
  return before.some((one) => one.id === passkeyId && one.active === active);
}

async function endSessionsForLost(
  owner: Owner,
  lost: string[],
  own: CloudPasskey[],
): Promise<Date> {
  const moments = lost.map((id) => {
    const changedAt = own.find((passkey) => passkey.id === id)?.changedAt;
    return changedAt ? changedAt.getTime() + MARGIN_MS : Date.now();
  });
  const before = new Date(Math.max(...moments));
  const reason = "passkey_revoked_in_cloud";
  await revokeAccess(owner, { type: "session_ended_by_cloud", sessions: { before }, reason });
  for (const id of lost) {
    await recordEvent("passkey_revoked", { owner, dedupeKey: id, at: new Date(), reason });
  }
  return before;
}

async function storeKnown(owner: Owner, own: CloudPasskey[], lost: string[]): Promise<void> {
  const { issuer, identityId } = owner;
  const rows = own.map(({ id, active }) => ({ issuer, identityId, passkeyId: id, active }));
  if (rows.length > 0) {
    await inDatabase((db) => db.insert(knownPasskeys).values(rows).onConflictDoNothing());
  }
  if (lost.length > 0) await setActive(owner, lost, false);
}

/** Marks passkeys active that the cloud lists as active again, so that a later revocation is noticed. */
async function reactivateKnown(
  owner: Owner,
  own: CloudPasskey[],
  unchanged: Known[],
  revokedByOwner: string[],
): Promise<void> {
  const again = unchanged
    .filter(({ passkeyId, active }) => !active && !revokedByOwner.includes(passkeyId))
    .map(({ passkeyId }) => passkeyId)
    .filter((passkeyId) => own.some(({ id, active }) => active && id === passkeyId));
  if (again.length > 0) await setActive(owner, again, true);
}

async function setActive(owner: Owner, ids: string[], active: boolean): Promise<void> {
  const isAmong = inArray(knownPasskeys.passkeyId, ids);
  await inDatabase((db) =>
    db
      .update(knownPasskeys)
      .set({ active })
      .where(and(isOf(owner), isAmong)),
  );
}

function knownOf(owner: Owner): Promise<Known[]> {
  return inDatabase((db) => db.select().from(knownPasskeys).where(isOf(owner)));
}

function isOf({ issuer, identityId }: Owner) {
  return and(eq(knownPasskeys.issuer, issuer), eq(knownPasskeys.identityId, identityId));
}
