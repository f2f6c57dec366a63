import "server-only";
import { isNotNull, or, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
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
  const groups = await inDatabase((db) =>
    db
      .select({
        tokens: headerOf(sessions.tokens),
        backendToken: headerOf(sessions.backendToken),
        count: sql<number>`count(*)::int`,
      })
      .from(sessions)
      .where(or(isNotNull(sessions.tokens), isNotNull(sessions.backendToken)))
      .groupBy(sql`1`, sql`2`),
  );
  const known = knownKeyIds();
  const lost = groups.filter(({ tokens, backendToken }) =>
    [tokens, backendToken].some((header) => header !== null && isLost(header, known)),
  );
  const count = lost.reduce((sum, group) => sum + group.count, 0);
  if (count > 0) logEvent("tokens_under_unknown_secret", { sessions: count });
}

/** The header of a compact JWE (RFC 7516 section 7.1). It is identical for everything that one key has encrypted. */
function headerOf(sealed: SQLWrapper) {
  return sql<string | null>`split_part(${sealed}, '.', 1)`;
}

/** Earlier versions wrote no key id, so their tokens cannot be checked. */
function isLost(header: string, known: string[]): boolean {
  const { kid } = headerSchema.parse(JSON.parse(Buffer.from(header, "base64url").toString()));
  return kid !== undefined && !known.includes(kid);
}
