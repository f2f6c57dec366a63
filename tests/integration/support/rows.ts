import { eq } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { auditEvents, callbacks, rateLimits, sessions } from "@/lib/database/schema";
import type { Session } from "@/lib/sessions/registry";

/** @returns every row of the session registry. */
export function allSessions(): Promise<Session[]> {
  return inDatabase((db) => db.select().from(sessions).orderBy(sessions.createdAt));
}

/** As if time had passed: changes columns of every session, or of one. */
export async function changeSessions(columns: Partial<Session>, id?: string): Promise<void> {
  await inDatabase((db) =>
    db
      .update(sessions)
      .set(columns)
      .where(id ? eq(sessions.id, id) : undefined),
  );
}

/** As if time had passed, or a process had ended: changes columns of every callback that has arrived. */
export async function changeCallbacks(
  columns: Partial<typeof callbacks.$inferSelect>,
): Promise<void> {
  await inDatabase((db) => db.update(callbacks).set(columns));
}

/** @returns every event of the audit trail that is kept, oldest first. */
export function allEvents() {
  return inDatabase((db) => db.select().from(auditEvents).orderBy(auditEvents.at));
}

/** Puts rows into the session registry. */
export async function insertSessions(rows: Session[]): Promise<void> {
  await inDatabase((db) => db.insert(sessions).values(rows));
}

/** Forgets all sessions, events and counters. */
export async function emptyTables(): Promise<void> {
  await inDatabase(async (db) => {
    await db.delete(sessions);
    await db.delete(auditEvents);
    await db.delete(rateLimits);
    await db.delete(callbacks);
  });
}

/** @returns a moment so many milliseconds ago. */
export function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}
