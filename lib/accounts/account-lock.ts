import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/lib/database/open-database";
import type { Owner } from "@/lib/sessions/registry";

/** Not the key of any account, because issuers are URLs. */
const ALL_ACCOUNTS = "all accounts";

/**
 * Lets one transaction at a time change the sessions and links of an account, until it ends. Row locks are not enough,
 * because an account may have no row yet.
 */
export async function lockAccount(tx: Database, { issuer, identityId }: Owner): Promise<void> {
  const key = `${issuer} ${identityId}`;
  await tx.execute(sql`SELECT pg_advisory_xact_lock_shared(${lockOf(ALL_ACCOUNTS)})`);
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${lockOf(key)})`);
}

/**
 * Locks every account at once. Waits for the running transactions, and later ones wait for this one.
 *
 * @param tx a transaction that holds no account's lock
 */
export async function lockAllAccounts(tx: Database): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${lockOf(ALL_ACCOUNTS)})`);
}

function lockOf(key: string) {
  return sql`hashtextextended(${key}, 0)`;
}
