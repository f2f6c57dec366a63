import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import { outbox } from "@/lib/database/schema";
import { LIFETIME_MS, type Task } from "@/lib/outbox/tasks";

/** As the newer one says. A process that is paying the older one has no claim to it any more, and leaves it. */
const ANEW = {
  payload: sql`excluded.payload`,
  createdAt: sql`excluded.created_at`,
  dueAt: sql`excluded.due_at`,
  giveUpAt: sql`excluded.give_up_at`,
  claim: null,
  attempts: 0,
};

/**
 * Writes down what must happen. Give it the transaction that makes the task: then there is one exactly when that commits.
 * Call `wakeOutbox` afterwards, so that it is done at once rather than within seconds.
 */
export async function enqueue(db: Database, tasks: Task | Task[]): Promise<void> {
  const all = [tasks].flat();
  const renewed = all.filter(({ isRenewed }) => isRenewed).map(rowOf);
  const others = all.filter(({ isRenewed }) => !isRenewed).map(rowOf);
  const target = [outbox.kind, outbox.key];
  if (others.length > 0) await db.insert(outbox).values(others).onConflictDoNothing({ target });
  if (renewed.length > 0) {
    await db.insert(outbox).values(renewed).onConflictDoUpdate({ target, set: ANEW });
  }
}

function rowOf({ kind, payload, key, startAfter, giveUpAt }: Task): typeof outbox.$inferInsert {
  const createdAt = new Date();
  const dueAt = startAfter ?? createdAt;
  return {
    id: randomUUID(),
    kind,
    key,
    payload,
    createdAt,
    dueAt,
    giveUpAt: giveUpAt ?? new Date(dueAt.getTime() + LIFETIME_MS[kind]),
  };
}
