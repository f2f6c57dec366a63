import "server-only";
import { randomUUID } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { accountClaims } from "@/lib/database/schema";
import { pause } from "@/lib/pause";
import { tooManyRequests } from "@/lib/rate-limits/too-many-requests";
import { requireThat } from "@/lib/require-that";
import type { Owner } from "@/lib/sessions/registry";

/** Longer than the cloud may take. After that, the process that claimed the account is considered dead. */
const CLAIM_SECONDS = 60;
const POLL_MS = 100;
const LONGEST_WAIT_SECONDS = 15;

/** Two kinds, so that mail that strangers cause does not delay what the owner does. */
type Work = "mail" | "revocation";

/**
 * Runs a task that reads from the cloud and then acts on the result. For each account, one runs at a time among all
 * processes. No database connection is held meanwhile.
 *
 * @throws Failure `rate_limited` when other tasks keep the account busy
 * @throws Failure `service_unavailable`
 */
export async function withAccountClaim<T>(
  owner: Owner,
  what: Work,
  task: () => Promise<T>,
): Promise<T> {
  const claim = randomUUID();
  const until = Date.now() + LONGEST_WAIT_SECONDS * 1000;
  while (!(await take(owner, what, claim))) {
    if (Date.now() > until) throw tooManyRequests(LONGEST_WAIT_SECONDS);
    await pause(POLL_MS);
  }
  return underClaim(claim, task);
}

/**
 * Runs a task under the account's claim, and fails at once when another task holds it. For work that can be retried later.
 *
 * @throws Failure `rate_limited` when another task is running
 * @throws Failure `service_unavailable`
 */
export async function withAccountClaimAtOnce<T>(
  owner: Owner,
  what: Work,
  task: () => Promise<T>,
): Promise<T> {
  const claim = randomUUID();
  const isTaken = await take(owner, what, claim);
  requireThat(isTaken, () => tooManyRequests(LONGEST_WAIT_SECONDS));
  return underClaim(claim, task);
}

async function underClaim<T>(claim: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } finally {
    await inDatabase((db) => db.delete(accountClaims).where(eq(accountClaims.claim, claim)));
  }
}

async function take({ issuer, identityId }: Owner, what: string, claim: string): Promise<boolean> {
  const claimedUntil = sql`now() + make_interval(secs => ${CLAIM_SECONDS})`;
  const taken = await inDatabase((db) =>
    db
      .insert(accountClaims)
      .values({ issuer, identityId, what, claim, claimedUntil })
      .onConflictDoUpdate({
        target: [accountClaims.issuer, accountClaims.identityId, accountClaims.what],
        set: { claim, claimedUntil },
        setWhere: lt(accountClaims.claimedUntil, sql`now()`),
      })
      .returning({ claim: accountClaims.claim }),
  );
  return taken.length > 0;
}
