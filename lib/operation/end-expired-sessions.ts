import "server-only";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { inDatabase } from "@/lib/database/database";
import { areOldest } from "@/lib/database/oldest-rows";
import { sessions } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import { IDLE_LIMIT_MS } from "@/lib/session-limits";
import type { Session } from "@/lib/sessions/registry";
import { tokenTasks } from "@/lib/sessions/token-tasks";

/** Fewer than of other rows, because each session may enqueue two tasks. */
const BATCH_SIZE = 100;

/**
 * Deletes the sessions that are past their idle or absolute limit. They no longer sign a user in, but their rows hold
 * an email address and tokens that may still be valid. The outbox revokes those tokens.
 *
 * @throws Failure `service_unavailable`
 */
export async function endExpiredSessions(): Promise<void> {
  const now = Date.now();
  await endThose(sessions.expiresAt, new Date(now));
  await endThose(sessions.lastSeenAt, new Date(now - IDLE_LIMIT_MS));
}

/** When several processes run this at once, each row is returned to one of them. */
async function endThose(column: AnyPgColumn, before: Date): Promise<void> {
  for (;;) {
    const ended = await deleteExpired(column, before);
    if (ended.length === 0) return;
    logEvent("expired_sessions_removed", { count: ended.length });
  }
}

function deleteExpired(column: AnyPgColumn, before: Date): Promise<Session[]> {
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      const oldest = areOldest(tx, sessions, column, { before, limit: BATCH_SIZE });
      const ended = await tx.delete(sessions).where(oldest).returning();
      await enqueue(tx, ended.flatMap(tokenTasks));
      return ended;
    }),
  );
}
