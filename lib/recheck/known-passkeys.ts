import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "@/lib/audit/audit";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { CloudPasskey } from "@/lib/beyond-identity/cloud/schemas";
import { inDatabase } from "@/lib/database/database";
import { knownPasskeys } from "@/lib/database/schema";
import { Failure } from "@/lib/failure";
import { closeWaysIn } from "@/lib/sessions/end-sessions";
import type { Owner } from "@/lib/sessions/registry";

/** A sign-in may be under way while its passkey is revoked, and the cloud's clock may differ from ours. */
const MARGIN_MS = 60_000;

type Known = typeof knownPasskeys.$inferSelect;

/**
 * Compares the passkeys that the cloud names with those that it named before, and writes the difference into the account's
 * history: nobody who makes a passkey has to tell us. A passkey that was revoked in the cloud, or is gone from it, ends
 * every session that began before, since the cloud does not say which of them it began.
 *
 * @param named every passkey of the account, as the cloud has just named them
 * @returns sessions that began before this moment were ended; null when none had to be
 * @throws Failure `service_unavailable`
 */
export async function comparePasskeys(owner: Owner, named: CloudPasskey[]): Promise<Date | null> {
  const own = named.filter(({ identityId }) => identityId === owner.identityId);
  const known = await knownOf(owner);
  for (const { id, createdAt } of newsOf(own, known)) {
    await recordEvent("passkey_created", { owner, onceFor: id, at: createdAt });
  }
  const lost = lostOf(own, known);
  const endedBefore = lost.length === 0 ? null : await endForLost(owner, lost, own);
  // Last: a process that breaks off before leaves the news to the next comparison.
  await remember(owner, own, lost);
  return endedBefore;
}

/**
 * Asks the cloud for the passkeys of an account and compares them. When it or the database fails, the next occasion makes
 * up for it.
 */
export async function noticePasskeys({ issuer, identityId }: Owner): Promise<void> {
  try {
    const named = await managementApi().glanceAtPasskeys(identityId);
    await comparePasskeys({ issuer, identityId }, named);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/**
 * Has a passkey revoked that its owner revokes here, so that no comparison takes that for a revocation in the cloud.
 *
 * @param revoke asks the cloud to
 * @throws Failure `service_unavailable`
 * @throws as `revoke` does
 */
export async function withOwnRevocation(
  owner: Owner,
  passkeyId: string,
  revoke: () => Promise<void>,
): Promise<void> {
  await keep(owner, passkeyId, false);
  try {
    await revoke();
  } catch (error) {
    // Perhaps only its answer was lost. Then the next comparison ends the sessions, which is still to be done.
    await keep(owner, passkeyId, true);
    throw error;
  }
}

/** At first sight one passkey is news, the one that the account began with: of others the history may have told. */
function newsOf(own: CloudPasskey[], known: Known[]): CloudPasskey[] {
  const oldestFirst = own.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  if (known.length === 0) return oldestFirst.slice(0, 1);
  return oldestFirst.filter(({ id }) => !known.some(({ passkeyId }) => passkeyId === id));
}

/** @returns ids of passkeys that no longer sign in: once active, or made and revoked between two comparisons. */
function lostOf(own: CloudPasskey[], known: Known[]): string[] {
  if (known.length === 0) return [];
  const active = own.filter((passkey) => passkey.active).map(({ id }) => id);
  const onceActive = known.filter((one) => one.active).map(({ passkeyId }) => passkeyId);
  const unseen = newsOf(own, known).map(({ id }) => id);
  return [...onceActive, ...unseen].filter((id) => !active.includes(id));
}

async function endForLost(owner: Owner, lost: string[], own: CloudPasskey[]): Promise<Date> {
  const moments = lost.map((id) => {
    const changedAt = own.find((passkey) => passkey.id === id)?.changedAt;
    return changedAt ? changedAt.getTime() + MARGIN_MS : Date.now();
  });
  const before = new Date(Math.max(...moments));
  const reason = "passkey_revoked_in_cloud";
  await closeWaysIn(owner, { type: "session_ended_by_cloud", sessions: { before }, reason });
  for (const id of lost) {
    await recordEvent("passkey_revoked", { owner, onceFor: id, at: new Date(), reason });
  }
  return before;
}

async function remember(owner: Owner, own: CloudPasskey[], lost: string[]): Promise<void> {
  const { issuer, identityId } = owner;
  const rows = own.map(({ id, active }) => ({ issuer, identityId, passkeyId: id, active }));
  await inDatabase(async (db) => {
    if (rows.length > 0) await db.insert(knownPasskeys).values(rows).onConflictDoNothing();
    if (lost.length === 0) return;
    await db
      .update(knownPasskeys)
      .set({ active: false })
      .where(and(isOf(owner), inArray(knownPasskeys.passkeyId, lost)));
  });
}

async function keep(
  { issuer, identityId }: Owner,
  passkeyId: string,
  active: boolean,
): Promise<void> {
  await inDatabase((db) =>
    db
      .insert(knownPasskeys)
      .values({ issuer, identityId, passkeyId, active })
      .onConflictDoUpdate({
        target: [knownPasskeys.issuer, knownPasskeys.identityId, knownPasskeys.passkeyId],
        set: { active },
      }),
  );
}

function knownOf(owner: Owner): Promise<Known[]> {
  return inDatabase((db) => db.select().from(knownPasskeys).where(isOf(owner)));
}

function isOf({ issuer, identityId }: Owner) {
  return and(eq(knownPasskeys.issuer, issuer), eq(knownPasskeys.identityId, identityId));
}
