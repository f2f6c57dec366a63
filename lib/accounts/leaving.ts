import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import { outbox } from "@/lib/database/schema";
import type { DebtKind } from "@/lib/outbox/debts";
import type { Owner } from "@/lib/sessions/registry";

/** The cloud has yet to delete the identity. What is tried again later finds it gone. */
export class LeavingError extends Error {
  override name = "LeavingError";
  readonly code = "account_leaving";
}

/** @returns under which an account's deletion is owed, once. */
export function leavingKey({ issuer, identityId }: Owner): string {
  return `${issuer} ${identityId}`;
}

/**
 * @param tx a transaction that holds the account's lock
 * @returns whether the person has deleted the account, and the cloud has yet to: until then, its passkeys open nothing
 */
export function isLeaving(tx: Database, owner: Owner): Promise<boolean> {
  return owesAnyOf(tx, owner, ["delete_identity"]);
}

/** @returns whether the cloud has yet to delete the identity, for whichever reason. */
export function isOnItsWayOut(db: Database, owner: Owner): Promise<boolean> {
  return owesAnyOf(db, owner, ["delete_identity", "delete_unused_identity"]);
}

async function owesAnyOf(db: Database, owner: Owner, kinds: DebtKind[]): Promise<boolean> {
  const isOwed = and(inArray(outbox.kind, kinds), eq(outbox.key, leavingKey(owner)));
  return (await db.$count(outbox, isOwed)) > 0;
}
