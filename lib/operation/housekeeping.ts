import "server-only";
import { sql } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { deleteOlder } from "@/lib/database/oldest-rows";
import { accountClaims, auditEvents, callbacks, rateLimits } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { endExpiredSessions } from "@/lib/operation/end-expired-sessions";

const HOUR_MS = 60 * 60 * 1000;
/** How long the app keeps the history of an account. */
export const AUDIT_MS = 90 * 24 * HOUR_MS;

/**
 * Deletes expired rows: sessions past their idle or absolute limit, callbacks older than an hour, expired rate-limit
 * counters, claims of crashed processes, and history older than 90 days, each in batches. A PostgreSQL server reclaims the space by
 * itself. For the embedded database this runs `VACUUM`.
 *
 * @throws Failure `service_unavailable`
 */
export async function removeStale(): Promise<void> {
  const now = Date.now();
  await endExpiredSessions();
  await inDatabase(async (db) => {
    const before = (age: number) => new Date(now - age);
    await deleteOlder(db, callbacks, callbacks.claimedAt, before(HOUR_MS));
    await deleteOlder(db, rateLimits, rateLimits.expire, before(0));
    await deleteOlder(db, accountClaims, accountClaims.claimedUntil, before(HOUR_MS));
    await deleteOlder(db, auditEvents, auditEvents.at, before(AUDIT_MS));
    if (getEnv().database.type === "embedded") await db.execute(sql`VACUUM`);
  });
}

/**
 * Deletes expired rows now and every hour, without keeping the process alive. After a failure the next hour tries
 * again.
 */
export function removeStaleHourly(): void {
  const attempt = () => void removeStale().catch(() => undefined);
  attempt();
  setInterval(attempt, HOUR_MS).unref();
}
