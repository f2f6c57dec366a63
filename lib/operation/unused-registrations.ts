import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { leavingKey } from "@/lib/accounts/leaving";
import { isRegistrationOf } from "@/lib/accounts/registrations";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { bindingJobs, registrations } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { owe } from "@/lib/outbox/owe";
import type { Owner } from "@/lib/sessions/registry";

const HOUR_MS = 60 * 60 * 1000;
const AT_ONCE = 100;

/**
 * Owes the deletion of identities that registrations created, and with which nobody has signed in since. Whether one has a
 * passkey is asked when it is paid. One with an open link waits: its person may be about to use it.
 *
 * @returns how many are owed
 * @throws Failure `service_unavailable`
 */
export async function removeUnused(): Promise<number> {
  const { unusedRegistrationMs } = getEnv();
  if (unusedRegistrationMs === null) return 0;
  const limit = new Date(Date.now() - unusedRegistrationMs);
  const isOld = lt(registrations.createdAt, limit);
  const old = await inDatabase((db) =>
    db.select().from(registrations).where(isOld).orderBy(registrations.createdAt).limit(AT_ONCE),
  );
  let owed = 0;
  for (const owner of old) if (await inDatabase((db) => oweDeletion(db, owner, limit))) owed += 1;
  return owed;
}

/** Does so now and every hour, without keeping the process alive; the next hour makes up for a failure. */
export function removeUnusedHourly(): void {
  const attempt = () => void removeUnused().catch(() => undefined);
  attempt();
  setInterval(attempt, HOUR_MS).unref();
}

/** Of several processes, the one that deletes the row owes. What was begun before makes no link any more. */
function oweDeletion(db: Database, { issuer, identityId }: Owner, limit: Date): Promise<boolean> {
  const owner = { issuer, identityId };
  return db.transaction(async (tx) => {
    await lockAccount(tx, owner);
    if (await hasOpenLink(tx, owner)) return false;
    const isDue = and(isRegistrationOf(owner), lt(registrations.createdAt, limit));
    const taken = await tx.delete(registrations).where(isDue).returning();
    if (taken.length === 0) return false;
    await raiseEpoch(tx, owner);
    const key = leavingKey(owner);
    await owe(tx, { kind: "delete_unused_identity", payload: owner, key });
    return true;
  });
}

async function hasOpenLink(tx: Database, { issuer, identityId }: Owner): Promise<boolean> {
  const isOf = and(eq(bindingJobs.issuer, issuer), eq(bindingJobs.identityId, identityId));
  return (await tx.$count(bindingJobs, isOf)) > 0;
}
