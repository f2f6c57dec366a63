import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import type { TaskKind } from "@/lib/outbox/tasks";

/** After so long, the process that took up a task is taken to be gone. */
const CLAIM_MS = 60_000;

/** A task that this process has taken up. Until `dueAt` no other does. */
export type ClaimedTask = typeof outbox.$inferSelect & { claim: string };

/**
 * Takes up tasks that are due, oldest first; of many processes at once, each gets others.
 *
 * @param triedLast whether what was tried before waits for what was not
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
  return claimed.map((task) => ({ ...task, claim }));
}

/**
 * Forgets a task that is done or given up, with all it held, unless another process has taken it up since.
 *
 * @throws Failure `service_unavailable`
 */
export async function forget(task: ClaimedTask): Promise<void> {
  await inDatabase((db) => db.delete(outbox).where(isStillOurs(task)));
}

/**
 * Leaves a task for later, unless another process has taken it up since.
 *
 * @throws Failure `service_unavailable`
 */
export async function postpone(task: ClaimedTask, dueAt: Date): Promise<void> {
  await inDatabase((db) => db.update(outbox).set({ dueAt, claim: null }).where(isStillOurs(task)));
}

/**
 * @returns how many tasks are queued, taken up or not
 * @throws Failure `service_unavailable`
 */
export function outboxSize(): Promise<number> {
  return inDatabase((db) => db.$count(outbox));
}

function isStillOurs({ id, claim }: ClaimedTask) {
  return and(eq(outbox.id, id), eq(outbox.claim, claim));
}
