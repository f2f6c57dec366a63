import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import type { DebtKind } from "@/lib/outbox/debts";

/** After so long, the process that took up a debt is taken to be gone. */
const CLAIM_MS = 60_000;

/** A debt that this process has taken up. Until `dueAt` no other does. */
export type ClaimedDebt = typeof outbox.$inferSelect & { claim: string };

/**
 * Takes up debts that are due, oldest first; of many processes at once, each gets others.
 *
 * @param triedLast whether what was tried before waits for what was not
 * @throws Failure `service_unavailable`
 */
export async function claimDue(
  kinds: DebtKind[],
  limit: number,
  triedLast = false,
): Promise<ClaimedDebt[]> {
  const now = new Date();
  const claim = randomUUID();
  const claimed = await inDatabase((db) => {
    // As a query of its own it runs once; within the condition it might run again, and lock more than its limit.
    const due = db.$with("due").as(
      db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(inArray(outbox.kind, kinds), lte(outbox.dueAt, now)))
        .orderBy(...(triedLast ? [gt(outbox.attempts, 0)] : []), outbox.dueAt)
        .limit(limit)
        .for("update", { skipLocked: true }),
    );
    return db
      .with(due)
      .update(outbox)
      .set({
        claim,
        dueAt: new Date(now.getTime() + CLAIM_MS),
        attempts: sql`${outbox.attempts} + 1`,
      })
      .where(inArray(outbox.id, db.select({ id: due.id }).from(due)))
      .returning();
  });
  return claimed.map((debt) => ({ ...debt, claim }));
}

/**
 * Forgets a debt that is paid or given up, with all it held, unless another process has taken it up since.
 *
 * @throws Failure `service_unavailable`
 */
export async function forget(debt: ClaimedDebt): Promise<void> {
  await inDatabase((db) => db.delete(outbox).where(isStillOurs(debt)));
}

/**
 * Leaves a debt for later, unless another process has taken it up since.
 *
 * @throws Failure `service_unavailable`
 */
export async function postpone(debt: ClaimedDebt, dueAt: Date): Promise<void> {
  await inDatabase((db) => db.update(outbox).set({ dueAt, claim: null }).where(isStillOurs(debt)));
}

/**
 * @returns how many debts are owed, taken up or not
 * @throws Failure `service_unavailable`
 */
export function outboxSize(): Promise<number> {
  return inDatabase((db) => db.$count(outbox));
}

function isStillOurs({ id, claim }: ClaimedDebt) {
  return and(eq(outbox.id, id), eq(outbox.claim, claim));
}
