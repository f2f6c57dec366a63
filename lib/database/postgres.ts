import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Pool } from "pg";
import { MIGRATIONS, type OpenDatabase } from "@/lib/database/open-database";
import * as schema from "@/lib/database/schema";
import { logEvent } from "@/lib/log";

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** Names the advisory lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_305_211;

/**
 * Opens a PostgreSQL server and brings its schema up to date; of many processes that start at once, one does it.
 *
 * @param url `postgres://` address
 */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on("error", () => logEvent("database_connection_lost", {}));
  try {
    await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db: drizzle(pool, { schema }), close: () => pool.end() };
}

async function migrateAlone(pool: Pool): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(connection), { migrationsFolder: MIGRATIONS });
    await connection.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  } finally {
    // Not given back to the pool: should anything have failed, closing it frees the lock as well.
    connection.release(true);
  }
}
