import "server-only";
import { and, eq, isNull, lt } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { callbacks } from "@/lib/database/schema";

/** After this time, the process that began to answer a callback is considered dead. */
const CLAIM_MS = 60_000;

/** The state of a callback that another request is answering, or has answered. */
export type CallbackOutcome =
  | { status: "under_way" }
  | { status: "signed_in"; sessionId: string; at: Date }
  /** No session was created, and the next request may try. */
  | { status: "open" };

/**
 * Claims the callback of a sign-in. Of concurrent requests, in any process, one gets the claim.
 *
 * @param id hash of the sign-in's state
 * @throws Failure `service_unavailable`
 */
export async function claimCallback(id: string): Promise<boolean> {
  const claimedAt = new Date();
  const isLeft = and(
    isNull(callbacks.sessionId),
    lt(callbacks.claimedAt, new Date(claimedAt.getTime() - CLAIM_MS)),
  );
  const claimed = await inDatabase((db) =>
    db
      .insert(callbacks)
      .values({ id, claimedAt })
      .onConflictDoUpdate({ target: callbacks.id, set: { claimedAt }, setWhere: isLeft })
      .returning({ id: callbacks.id }),
  );
  return claimed.length > 0;
}

/**
 * Ends a claim.
 *
 * @param sessionId the session that the sign-in created, or null to open the callback for another try
 * @throws Failure `service_unavailable`
 */
export async function settleCallback(id: string, sessionId: string | null): Promise<void> {
  await inDatabase((db) =>
    sessionId === null
      ? db.delete(callbacks).where(eq(callbacks.id, id))
      : db.update(callbacks).set({ sessionId }).where(eq(callbacks.id, id)),
  );
}

/** @throws Failure `service_unavailable` */
export async function outcomeOfCallback(id: string): Promise<CallbackOutcome> {
  const [row] = await inDatabase((db) => db.select().from(callbacks).where(eq(callbacks.id, id)));
  if (!row) return { status: "open" };
  if (row.sessionId === null) return { status: "under_way" };
  return { status: "signed_in", sessionId: row.sessionId, at: row.claimedAt };
}
