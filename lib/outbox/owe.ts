import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/database/open-database";
import { outbox } from "@/lib/database/schema";
import { type Debt, LIFETIME_MS } from "@/lib/outbox/debts";

/**
 * Writes down what must happen. Give it the transaction that makes the debt: then there is one exactly when that commits.
 * Call `kickOutbox` afterwards, so that it is paid at once rather than within seconds.
 */
export async function owe(db: Database, debts: Debt | Debt[]): Promise<void> {
  const rows = [debts].flat().map(rowOf);
  if (rows.length === 0) return;
  const target = [outbox.kind, outbox.key];
  await db.insert(outbox).values(rows).onConflictDoNothing({ target });
}

function rowOf({ kind, payload, key, startAfter, giveUpAt }: Debt): typeof outbox.$inferInsert {
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
