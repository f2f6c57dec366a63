import "server-only";
import { and, eq } from "drizzle-orm";
import { deletionKey } from "@/lib/accounts/pending-deletion";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { outbox, registrations } from "@/lib/database/schema";
import type { Owner } from "@/lib/sessions/registry";

/**
 * Records that a registration has created an identity. The app deletes it later unless the user signs in with it.
 *
 * @throws Failure `service_unavailable`
 */
export async function noteRegistration({ issuer, identityId }: Owner): Promise<void> {
  const row = { issuer, identityId, createdAt: new Date() };
  await inDatabase((db) => db.insert(registrations).values(row).onConflictDoNothing());
}

/**
 * Keeps an identity for good, because its user signs in.
 *
 * @param tx a transaction that holds the account's lock
 */
export async function keepIdentity(tx: Database, owner: Owner): Promise<void> {
  await tx.delete(registrations).where(isRegistrationOf(owner));
  const isQueued = eq(outbox.key, deletionKey(owner));
  await tx.delete(outbox).where(and(eq(outbox.kind, "delete_unused_identity"), isQueued));
}

/** @returns the condition for the row of an account. */
export function isRegistrationOf({ issuer, identityId }: Owner) {
  return and(eq(registrations.issuer, issuer), eq(registrations.identityId, identityId));
}
