import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import type { TaskKind } from "@/lib/outbox/tasks";

/** After this time, the process that claimed a task is considered dead. */
const CLAIM_MS = 60_000;

/** A task that this process has claimed. No other process claims it until `dueAt`. */
export type ClaimedTask = typeof outbox.$inferSelect & { claim: string };

/**
 * Claims tasks that are due, oldest first. Concurrent processes get different tasks.
 *
 * @param triedLast whether retries come after first attempts
 * @throws Failure `service_unavailable`
 */
export async function claimDue(
  kinds: TaskKind[],
  limit: number,
  triedLast = false,
): Promise<ClaimedTask[]> {
  const now = new Date();
  const claim = randomUUID();
  const claimed = await inDatabase((db) => {
    // A CTE runs once. As a subquery of the condition, it might run again and lock more rows than its limit.
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
  return claimed.map((task) => ({ ...task, claim }));
}

/**
 * Deletes a task that is done or given up, unless another process has claimed it since.
 *
 * @throws Failure `service_unavailable`
 */
export async function deleteTask(task: ClaimedTask): Promise<void> {
  await inDatabase((db) => db.delete(outbox).where(isStillOurs(task)));
}

/**
 * Postpones a task, unless another process has claimed it since.
 *
 * @throws Failure `service_unavailable`
 */
export async function postpone(task: ClaimedTask, dueAt: Date): Promise<void> {
  await inDatabase((db) => db.update(outbox).set({ dueAt, claim: null }).where(isStillOurs(task)));
}

function isStillOurs({ id, claim }: ClaimedTask) {
  return and(eq(outbox.id, id), eq(outbox.claim, claim));
}
