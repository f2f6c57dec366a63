import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import { outbox } from "@/lib/database/schema";
import { usesHostedPage } from "@/lib/env/env";
import { LIFETIME_MS, type Task, type TaskKind } from "@/lib/outbox/tasks";

/** Tasks of every sign-in and sign-out that only the management API can do. */
const NEED_MANAGEMENT: TaskKind[] = [
  "revoke_tokens",
  "notice_passkeys",
  "revoke_unknown_links",
  "delete_identity",
];

/** Takes the values of the newer task. A process that is running the older one loses its claim, and leaves the row. */
const REPLACED = {
  payload: sql`excluded.payload`,
  createdAt: sql`excluded.created_at`,
  dueAt: sql`excluded.due_at`,
  giveUpAt: sql`excluded.give_up_at`,
  claim: null,
  attempts: 0,
};

/**
 * Writes tasks to the outbox. Pass the transaction that makes them necessary: the tasks then exist exactly when it commits.
 * Call `wakeOutbox` afterwards, so that they run at once rather than within seconds. Without the management API, the tasks
 * that need it are left out, because they would only fail.
 */
export async function enqueue(db: Database, tasks: Task | Task[]): Promise<void> {
  const all = [tasks].flat().filter(isPossible);
  const renewed = all.filter(({ isRenewed }) => isRenewed).map(rowOf);
  const others = all.filter(({ isRenewed }) => !isRenewed).map(rowOf);
  const target = [outbox.kind, outbox.key];
  if (others.length > 0) await db.insert(outbox).values(others).onConflictDoNothing({ target });
  if (renewed.length > 0) {
    await db.insert(outbox).values(renewed).onConflictDoUpdate({ target, set: REPLACED });
  }
}

function isPossible({ kind }: Task): boolean {
  return !usesHostedPage() || !NEED_MANAGEMENT.includes(kind);
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
