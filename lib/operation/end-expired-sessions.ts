import "server-only";
import { inArray, lt, or } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import { IDLE_LIMIT_MS } from "@/lib/session-limits";
import type { Session } from "@/lib/sessions/registry";
import { tokenTasks } from "@/lib/sessions/token-tasks";

const BATCH_SIZE = 100;

/**
 * Deletes the sessions that are past their idle or absolute limit. They no longer sign a user in, but their rows hold
 * an email address and tokens that may still be valid. The outbox revokes those tokens.
 *
 * @throws Failure `service_unavailable`
 */
export async function endExpiredSessions(): Promise<void> {
  for (;;) {
    const ended = await deleteExpired();
    if (ended.length === 0) return;
    logEvent("expired_sessions_removed", { count: ended.length });
  }
}

/** When several processes run this at once, each row is returned to one of them. */
function deleteExpired(): Promise<Session[]> {
  const now = Date.now();
  const isExpired = or(
    lt(sessions.expiresAt, new Date(now)),
    lt(sessions.lastSeenAt, new Date(now - IDLE_LIMIT_MS)),
  );
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      const batch = tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(isExpired)
        .limit(BATCH_SIZE);
      const ended = await tx.delete(sessions).where(inArray(sessions.id, batch)).returning();
      await enqueue(tx, ended.flatMap(tokenTasks));
      return ended;
    }),
  );
}
