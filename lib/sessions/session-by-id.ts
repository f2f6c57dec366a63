import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import { sessions } from "@/lib/database/schema";

/** What the statement reads: the session of an id that expires after `now` and was used after `idleSince`. */
type Wanted = { id: string; now: Date; idleSince: Date };

const built = new WeakMap<Database, ReturnType<typeof build>>();

/**
 * Reads a session by its id. Every request of a signed-in user runs this, so Drizzle builds its SQL once.
 *
 * @returns the row in a list, which is empty when there is none
 */
export function sessionById(db: Database, wanted: Wanted) {
  const statement = built.get(db) ?? build(db);
  built.set(db, statement);
  return statement.execute(wanted);
}

function build(db: Database) {
  const { id, expiresAt, lastSeenAt } = sessions;
  return (
    db
      .select()
      .from(sessions)
      .where(
        and(
          eq(id, sql.placeholder("id")),
          gt(expiresAt, sql.placeholder("now")),
          gt(lastSeenAt, sql.placeholder("idleSince")),
        ),
      )
      // Without a name, a server behind a pooler need not remember it.
      .prepare("")
  );
}
