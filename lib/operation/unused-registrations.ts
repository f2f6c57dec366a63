import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { deletionKey } from "@/lib/accounts/pending-deletion";
import { isRegistrationOf } from "@/lib/accounts/registrations";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { bindingJobs, registrations } from "@/lib/database/schema";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Owner } from "@/lib/sessions/registry";

const HOUR_MS = 60 * 60 * 1000;
const BATCH_SIZE = 100;

/**
 * Adds to the outbox the deletion of identities that a registration created and with which no user has signed in since.
 * The outbox checks for a passkey before it deletes. Identities with an open link are skipped, because the user may be
 * about to use it.
 *
 * @returns how many deletions were added
 * @throws Failure `service_unavailable`
 */
export async function removeUnused(): Promise<number> {
  const { unusedRegistrationMs } = getEnv();
  if (unusedRegistrationMs === null || usesHostedPage()) return 0;
  const limit = new Date(Date.now() - unusedRegistrationMs);
  const isOld = lt(registrations.createdAt, limit);
  const old = await inDatabase((db) =>
    db.select().from(registrations).where(isOld).orderBy(registrations.createdAt).limit(BATCH_SIZE),
  );
  let queued = 0;
  for (const owner of old) {
    if (await inDatabase((db) => enqueueDeletion(db, owner, limit))) queued += 1;
  }
  return queued;
}

/**
 * Removes unused identities now and every hour, without keeping the process alive. After a failure the next hour tries
 * again.
 */
export function removeUnusedHourly(): void {
  const attempt = () => void removeUnused().catch(() => undefined);
  attempt();
  setInterval(attempt, HOUR_MS).unref();
}

/**
 * Of several processes, only the one that deletes the row adds the deletion. Raising the epoch makes operations that
 * started before revoke their links.
 */
function enqueueDeletion(
  db: Database,
  { issuer, identityId }: Owner,
  limit: Date,
): Promise<boolean> {
  const owner = { issuer, identityId };
  return db.transaction(async (tx) => {
    await lockAccount(tx, owner);
    if (await hasOpenLink(tx, owner)) return false;
    const isDue = and(isRegistrationOf(owner), lt(registrations.createdAt, limit));
    const taken = await tx.delete(registrations).where(isDue).returning();
    if (taken.length === 0) return false;
    await raiseEpoch(tx, owner);
    const key = deletionKey(owner);
    await enqueue(tx, { kind: "delete_unused_identity", payload: owner, key });
    return true;
  });
}

async function hasOpenLink(tx: Database, { issuer, identityId }: Owner): Promise<boolean> {
  const isOf = and(eq(bindingJobs.issuer, issuer), eq(bindingJobs.identityId, identityId));
  return (await tx.$count(bindingJobs, isOf)) > 0;
}
