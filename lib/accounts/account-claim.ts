import "server-only";
import { randomUUID } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { accountClaims } from "@/lib/database/schema";
import { pause } from "@/lib/pause";
import { tooManyRequests } from "@/lib/rate-limits/too-many-requests";
import { requireThat } from "@/lib/require-that";
import type { Owner } from "@/lib/sessions/registry";

/** Longer than the cloud may take. After that, whoever has claimed the account is taken to be gone. */
const CLAIM_SECONDS = 60;
const POLL_MS = 100;
const LONGEST_WAIT_SECONDS = 15;

/** What strangers can bring about must not hold up what the owner does. */
type Work = "mail" | "revocation";

/**
 * Does something for an account that asks the cloud first and acts on the answer, one at a time among all processes. No
 * connection is held meanwhile.
 *
 * @throws Failure `rate_limited` when others keep the account busy
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
 * The same for what can be done later: it waits for nobody.
 *
 * @throws Failure `rate_limited` when another is under way
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
