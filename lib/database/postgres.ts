import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, Pool } from "pg";
import { guardConnection } from "@/lib/database/guard-connection";
import { MIGRATIONS, type OpenDatabase } from "@/lib/database/open-database";
import * as schema from "@/lib/database/schema";
import { logEvent } from "@/lib/log";

const CONNECT_TIMEOUT_MS = 5_000;
/**
 * Kept by this side: a server that has vanished keeps none, and a limit in the start-up message is refused by PgBouncer.
 * A connection whose query runs out of time is closed.
 */
const QUERY_TIMEOUT_MS = 8_000;
const MIGRATION_TIMEOUT_MS = 5 * 60_000;
/** Names the advisory lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_305_211;

/**
 * Opens a PostgreSQL server and brings its schema up to date; of many processes that start at once, one does it.
 *
 * @param url `postgres://` address
 * @throws EnvironmentError when it is on another machine and not reached with TLS
 */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  guardConnection(url);
  const common = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
  await migrateAlone(new Client({ ...common, query_timeout: MIGRATION_TIMEOUT_MS }));
  const pool = new Pool({ ...common, query_timeout: QUERY_TIMEOUT_MS });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on("error", () => logEvent("database_connection_lost", {}));
  return { db: drizzle(pool, { schema }), close: () => pool.end() };
}

/**
 * In one transaction with the lock: behind a pooler, two statements outside of one may reach two sessions. Drizzle's own
 * BEGIN finds a transaction under way and changes nothing, and its COMMIT ends it.
 */
async function migrateAlone(client: Client): Promise<void> {
  client.on("error", () => logEvent("database_connection_lost", {}));
  try {
    await client.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    // Should anything have failed, closing it undoes what was begun and frees the lock.
    await client.end();
  }
}
