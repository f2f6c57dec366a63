import "server-only";
import { inArray, lt, or } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { owe } from "@/lib/outbox/owe";
import { IDLE_LIMIT_MS } from "@/lib/session-limits";
import type { Session } from "@/lib/sessions/registry";
import { tokenDebts } from "@/lib/sessions/token-debts";

const AT_ONCE = 100;

/**
 * Ends the sessions that are past their idle or absolute limit. Nobody is signed in with them any more, but a row holds an
 * address, and tokens that are still good: those are owed to be revoked.
 *
 * @throws Failure `service_unavailable`
 */
export async function endExpiredSessions(): Promise<void> {
  for (;;) {
    const ended = await deleteDead();
    if (ended.length === 0) return;
    logEvent("dead_sessions_removed", { count: ended.length });
  }
}

/** Of many processes, one gets a row. */
function deleteDead(): Promise<Session[]> {
  const now = Date.now();
  const isDead = or(
    lt(sessions.expiresAt, new Date(now)),
    lt(sessions.lastSeenAt, new Date(now - IDLE_LIMIT_MS)),
  );
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      const some = tx.select({ id: sessions.id }).from(sessions).where(isDead).limit(AT_ONCE);
      const ended = await tx.delete(sessions).where(inArray(sessions.id, some)).returning();
      await owe(tx, ended.flatMap(tokenDebts));
      return ended;
    }),
  );
}
