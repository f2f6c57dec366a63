import "server-only";
import { and, eq } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { isRegistrationOf } from "@/lib/accounts/registrations";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import {
  accountEpochs,
  auditEvents,
  knownPasskeys,
  registrations,
  sessions,
} from "@/lib/database/schema";
import { type Handlers, LIFETIME_MS, type Task } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

const HOUR_MS = 60 * 60 * 1000;

/**
 * @param epoch the epoch of the deletion
 * @returns the task that deletes rows that arrive later, such as the audit events of the tokens' revocation
 */
export function forgetAccountTask({ issuer, identityId }: Owner, epoch: number): Task {
  return {
    kind: "forget_account",
    payload: { issuer, identityId, epoch },
    startAfter: new Date(Date.now() + LIFETIME_MS.revoke_tokens + HOUR_MS),
  };
}

/**
 * Deletes the rows of an account, except its sessions and links.
 *
 * @param tx a transaction that holds the account's lock
 * @returns ids of the passkeys that the cloud had listed
 */
export async function deleteAccountRows(tx: Database, owner: Owner): Promise<string[]> {
  const { issuer, identityId } = owner;
  await tx
    .delete(auditEvents)
    .where(and(eq(auditEvents.issuer, issuer), eq(auditEvents.identityId, identityId)));
  await tx.delete(registrations).where(isRegistrationOf(owner));
  const passkeys = await tx
    .delete(knownPasskeys)
    .where(and(eq(knownPasskeys.issuer, issuer), eq(knownPasskeys.identityId, identityId)))
    .returning({ id: knownPasskeys.passkeyId });
  return passkeys.map(({ id }) => id);
}

/**
 * Deletes the epoch of a deleted account, and the rows that arrived later. By now, no sign-in or link from before the
 * deletion is still in progress. If a user of another provider has signed in again meanwhile, everything stays.
 *
 * @throws Failure `service_unavailable`
 */
export const forgetAccount: Handlers["forget_account"] = async ({ epoch, ...owner }) => {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      const { issuer, identityId } = owner;
      const isOf = and(eq(sessions.issuer, issuer), eq(sessions.identityId, identityId));
      if ((await tx.$count(sessions, isOf)) > 0) return;
      const closed = await tx
        .delete(accountEpochs)
        .where(
          and(
            eq(accountEpochs.issuer, issuer),
            eq(accountEpochs.identityId, identityId),
            eq(accountEpochs.epoch, epoch),
          ),
        )
        .returning();
      if (closed.length > 0) await deleteAccountRows(tx, owner);
    }),
  );
};
