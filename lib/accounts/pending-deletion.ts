import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import { outbox } from "@/lib/database/schema";
import type { TaskKind } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

/** The cloud has not deleted the identity yet. A later retry finds it deleted. */
export class DeletionPendingError extends Error {
  override name = "DeletionPendingError";
  readonly code = "account_deletion_pending";
}

/** @returns the outbox key of an account's deletion, so that it is queued once. */
export function deletionKey({ issuer, identityId }: Owner): string {
  return `${issuer} ${identityId}`;
}

/**
 * @param tx a transaction that holds the account's lock
 * @returns whether the user has deleted the account and the cloud has not deleted the identity yet. Until then, the app
 * refuses its passkeys.
 */
export function isDeletionPending(tx: Database, owner: Owner): Promise<boolean> {
  return isAnyQueued(tx, owner, ["delete_identity"]);
}

/** @returns whether the deletion of the identity is queued, for any reason. */
export function isIdentityDeletionPending(db: Database, owner: Owner): Promise<boolean> {
  return isAnyQueued(db, owner, ["delete_identity", "delete_unused_identity"]);
}

async function isAnyQueued(db: Database, owner: Owner, kinds: TaskKind[]): Promise<boolean> {
  const isQueued = and(inArray(outbox.kind, kinds), eq(outbox.key, deletionKey(owner)));
  return (await db.$count(outbox, isQueued)) > 0;
}
