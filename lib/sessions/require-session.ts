import "server-only";
import type { Database } from "@/lib/database/open-database";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";
import { sessionExists } from "@/lib/sessions/registry";

/**
 * Refuses what a user has asked for in a session that somebody has ended since the request began.
 *
 * @param tx a transaction that holds the account's lock
 * @throws Failure `session_ended`
 */
export async function requireSession(tx: Database, sessionId: string): Promise<void> {
  const exists = await sessionExists(tx, sessionId);
  requireThat(exists, () => new Failure("session_ended"));
}
