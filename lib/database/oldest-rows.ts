import "server-only";
import { and, lt, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/lib/database/open-database";

/** Rows of one statement. Few enough that it ends long before the time limit of a query. */
const BATCH_SIZE = 1_000;

/**
 * Selects the oldest rows that are older than a moment. They are found in the order of an index, so a batch costs the
 * same in a table of any size. Rows that another process is deleting are left to it.
 *
 * @param column with an index
 * @returns the condition of a `DELETE`
 */
export function areOldest(
  tx: Database,
  table: PgTable,
  column: AnyPgColumn,
  { before, limit = BATCH_SIZE }: { before: Date; limit?: number },
): SQL | undefined {
  const batch = tx
    .select({ ctid: sql`ctid` })
    .from(table)
    .where(lt(column, before))
    .orderBy(column)
    .limit(limit)
    .for("update", { skipLocked: true });
  // The moment is compared again, because a row may be renewed after it was selected.
  return and(sql`ctid = ANY(ARRAY(${batch}))`, lt(column, before));
}

/**
 * Deletes all rows that are older than a moment, in batches.
 *
 * @param column with an index
 */
export async function deleteOlder(
  db: Database,
  table: PgTable,
  column: AnyPgColumn,
  before: Date,
): Promise<void> {
  for (;;) {
    const deleted = await db
      .delete(table)
      .where(areOldest(db, table, column, { before }))
      .returning({ column });
    if (deleted.length < BATCH_SIZE) return;
  }
}
