import { eq, getTableName, sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import {
  accountClaims,
  accountEpochs,
  auditEvents,
  bindingJobs,
  callbacks,
  knownPasskeys,
  outbox,
  rateLimits,
  registrations,
  sessions,
} from "@/lib/database/schema";
import { wakeOutbox } from "@/lib/outbox/worker";
import type { Session } from "@/lib/sessions/registry";
import { settled } from "./scope.ts";

/** @returns every row of the session registry. */
export function allSessions(): Promise<Session[]> {
  return inDatabase((db) => db.select().from(sessions).orderBy(sessions.createdAt));
}

/** Changes columns of every session, or of one, as if time had passed. */
export async function changeSessions(columns: Partial<Session>, id?: string): Promise<void> {
  await inDatabase((db) =>
    db
      .update(sessions)
      .set(columns)
      .where(id ? eq(sessions.id, id) : undefined),
  );
}

/** Changes columns of every received callback, as if time had passed or a process had ended. */
export async function changeCallbacks(
  columns: Partial<typeof callbacks.$inferSelect>,
): Promise<void> {
  await inDatabase((db) => db.update(callbacks).set(columns));
}

/** Changes columns of every open link, as if time had passed. */
export async function changeBindingJobs(
  columns: Partial<typeof bindingJobs.$inferSelect>,
): Promise<void> {
  await inDatabase((db) => db.update(bindingJobs).set(columns));
}

/** @returns every task that is not done. */
export function allTasks() {
  return inDatabase((db) => db.select().from(outbox).orderBy(outbox.createdAt));
}

/** Retries every task now, as if time had passed. */
export async function runAllTasks(): Promise<void> {
  await inDatabase((db) => db.update(outbox).set({ dueAt: new Date() }));
  wakeOutbox();
  await settled();
}

/** @returns every stored audit event, oldest first. */
export function allEvents() {
  return inDatabase((db) => db.select().from(auditEvents).orderBy(auditEvents.at));
}

/** @returns the number of rows about an account in each table. */
export async function traces(identityId: string): Promise<Record<string, number>> {
  const tables = [sessions, auditEvents, bindingJobs, knownPasskeys, registrations];
  const owned = [...tables, accountClaims, accountEpochs];
  const counts = await inDatabase(async (db) => {
    const found: [string, number][] = [];
    for (const table of owned) {
      const count = await db.$count(table, eq(table.identityId, identityId));
      found.push([getTableName(table), count]);
    }
    const queued = sql`${outbox.payload}->>'identityId' = ${identityId}`;
    return [...found, ["outbox", await db.$count(outbox, queued)] as const];
  });
  return Object.fromEntries(counts);
}

/** Inserts rows into the session registry. */
export async function insertSessions(rows: Session[]): Promise<void> {
  await inDatabase((db) => db.insert(sessions).values(rows));
}

/** Deletes all sessions, events and counters. */
export async function emptyTables(): Promise<void> {
  await inDatabase(async (db) => {
    await db.delete(sessions);
    await db.delete(auditEvents);
    await db.delete(rateLimits);
    await db.delete(callbacks);
    await db.delete(outbox);
    await db.delete(bindingJobs);
    await db.delete(accountEpochs);
    await db.delete(accountClaims);
    await db.delete(knownPasskeys);
    await db.delete(registrations);
  });
}

/** @returns the time `ms` milliseconds ago. */
export function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}
