import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import type { Owner } from "@/lib/sessions/registry";

/**
 * Lets one transaction at a time change the ways into an account, until it ends. Row locks would not do: an account may
 * have no row yet.
 *
 * @param tx a transaction
 */
export async function lockAccount(tx: Database, { issuer, identityId }: Owner): Promise<void> {
  const key = `${issuer} ${identityId}`;
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}
