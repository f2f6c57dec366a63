import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Session } from "@/lib/sessions/registry";
import { tokenTasks } from "@/lib/sessions/token-tasks";

/** Longer than a refresh takes with a slow cloud and a slow database. After that, its process is considered dead. */
const CLAIM_SECONDS = 60;

const UNCLAIMED = { refreshClaim: null, refreshClaimedUntil: null };

/** The exclusive right, among all processes, to refresh the tokens of a session. */
export type RefreshClaim = { id: string; session: Session };

/**
 * Claims the refresh of a session whose access token expires before a moment. The claim is one conditional update, so the
 * row's lock decides between processes. No connection is held during the request to the cloud.
 *
 * @param endingBefore that moment, or null to claim it regardless of when the token expires
 * @returns the claim, or null when another process holds one or has refreshed the token in the meantime
 * @throws Failure `service_unavailable`
 */
export async function claimRefresh(
  sessionId: string,
  endingBefore: Date | null,
): Promise<RefreshClaim | null> {
  const id = randomUUID();
  const [session] = await inDatabase((db) =>
    db
      .update(sessions)
      .set({
        refreshClaim: id,
        refreshClaimedUntil: sql`now() + make_interval(secs => ${CLAIM_SECONDS})`,
      })
      .where(
        and(
          eq(sessions.id, sessionId),
          endingBefore ? lt(sessions.accessTokenExpiresAt, endingBefore) : undefined,
          or(isNull(sessions.refreshClaimedUntil), lt(sessions.refreshClaimedUntil, sql`now()`)),
        ),
      )
      .returning(),
  );
  return session ? { id, session } : null;
}

/**
 * Writes new tokens.
 *
 * @param keepClaim false releases the claim with the write
 * @returns false when the session has ended, or the claim has expired, in the meantime
 * @throws Failure `service_unavailable`
 */
export function storeRefreshedTokens(
  claim: RefreshClaim,
  tokens: Pick<Session, "tokens" | "accessTokenExpiresAt">,
  keepClaim: boolean,
): Promise<boolean> {
  return inDatabase(async (db) => {
    const updated = await db
      .update(sessions)
      .set(keepClaim ? tokens : { ...tokens, ...UNCLAIMED })
      .where(isHeld(claim))
      .returning({ id: sessions.id });
    return updated.length > 0;
  });
}

/**
 * Releases a claim, so that the next request that needs new tokens can retry at once.
 *
 * @throws Failure `service_unavailable`
 */
export async function releaseClaim(claim: RefreshClaim): Promise<void> {
  await inDatabase((db) => db.update(sessions).set(UNCLAIMED).where(isHeld(claim)));
}

/**
 * Ends the session of a claim.
 *
 * @returns the ended session, or null when it did not exist or the claim had expired
 * @throws Failure `service_unavailable`
 */
export function deleteClaimed(claim: RefreshClaim): Promise<Session | null> {
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      const [deleted] = await tx.delete(sessions).where(isHeld(claim)).returning();
      if (!deleted) return null;
      await enqueue(tx, tokenTasks(deleted));
      return deleted;
    }),
  );
}

/** @returns the condition that a claim still holds its session. */
export function isHeld({ id, session }: RefreshClaim) {
  return and(eq(sessions.id, session.id), eq(sessions.refreshClaim, id));
}
