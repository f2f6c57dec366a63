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
 * Enforced by the client. A server that has vanished enforces nothing, and PgBouncer refuses a limit in the start-up
 * message. After a timeout the client closes the connection.
 */
const QUERY_TIMEOUT_MS = 8_000;
const MIGRATION_TIMEOUT_MS = 5 * 60_000;
/** Id of the advisory lock that lets only one process migrate at a time. */
const MIGRATION_LOCK = 7_305_211;

/**
 * Connects to a PostgreSQL server and migrates its schema. When many processes start at once, one of them migrates.
 *
 * @param url `postgres://` address
 * @throws EnvironmentError when the server is on another machine and the connection does not use verified TLS
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
  // The pool replaces a broken idle connection. Without a listener, the event would end the process.
  pool.on("error", () => logEvent("database_connection_lost", {}));
  return { db: drizzle(pool, { schema }), close: () => pool.end() };
}

/**
 * Migrates in one transaction with the lock. Behind a pooler, two statements outside of a transaction may run in two
 * database sessions. Drizzle's own BEGIN has no effect inside this transaction, and its COMMIT ends it.
 */
async function migrateAlone(client: Client): Promise<void> {
  client.on("error", () => logEvent("database_connection_lost", {}));
  try {
    await client.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    // After a failure, closing the connection rolls the transaction back and releases the lock.
    await client.end();
  }
}
