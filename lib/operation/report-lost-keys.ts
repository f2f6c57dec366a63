import "server-only";
import { inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { headerOf, sessions } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { knownKeyIds } from "@/lib/sealing/seal";

const headerSchema = z.object({ kid: z.string().optional() });

/**
 * Logs how many sessions hold tokens that no configured secret decrypts. The app can neither use nor revoke such
 * tokens, so the operator who removed the secret should know.
 *
 * @throws Failure `service_unavailable`
 */
export async function reportLostKeys(): Promise<void> {
  const count = await inDatabase(async (db) => {
    const conditions: SQL[] = [];
    for (const sealed of [sessions.tokens, sessions.backendToken]) {
      const lost = (await headersIn(db, sealed)).filter(isLost);
      if (lost.length > 0) conditions.push(inArray(headerOf(sealed), lost));
    }
    return conditions.length === 0 ? 0 : db.$count(sessions, or(...conditions));
  });
  if (count > 0) logEvent("tokens_under_unknown_secret", { sessions: count });
}

/**
 * Each header once. There are as many as secrets, so this jumps from one to the next in the index, instead of reading all
 * sessions before the server starts.
 */
async function headersIn(db: Database, sealed: SQLWrapper): Promise<string[]> {
  const next = (after: SQL | undefined) =>
    db
      .select({ header: headerOf(sealed) })
      .from(sessions)
      .where(after)
      .orderBy(headerOf(sealed))
      .limit(1);
  const headers: string[] = [];
  for (;;) {
    const last = headers.at(-1);
    const after = last === undefined ? undefined : sql`${headerOf(sealed)} > ${last}`;
    const [row] = await next(after);
    if (!row?.header) return headers;
    headers.push(row.header);
  }
}

/** Earlier versions wrote no key id, so their tokens cannot be checked. */
function isLost(header: string): boolean {
  const { kid } = headerSchema.parse(JSON.parse(Buffer.from(header, "base64url").toString()));
  return kid !== undefined && !knownKeyIds().includes(kid);
}
