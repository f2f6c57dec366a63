import "server-only";
import { sql } from "drizzle-orm";
import type { Database, OpenDatabase } from "@/lib/database/open-database";
import { getEnv } from "@/lib/env/env";
import { EnvironmentError } from "@/lib/env/environment-error";
import { Failure } from "@/lib/failure";
import { logEvent } from "@/lib/log";

// `next dev` reloads modules after each change, but one process may open the embedded folder only once.
declare global {
  var passkeyStarterDatabase: Promise<OpenDatabase> | undefined;
}

/**
 * Opens and migrates the configured database on first use. After a failure the next call tries again.
 *
 * @throws Failure `service_unavailable` when it cannot be reached
 * @throws EnvironmentError when it cannot be opened as configured
 */
export async function database(): Promise<Database> {
  globalThis.passkeyStarterDatabase ??= open().catch((error: unknown) => {
    globalThis.passkeyStarterDatabase = undefined;
    throw asDatabaseError(error);
  });
  return (await globalThis.passkeyStarterDatabase).db;
}

/** Closes the database, so that the process can exit or open another one. */
export async function closeDatabase(): Promise<void> {
  const opened = globalThis.passkeyStarterDatabase;
  globalThis.passkeyStarterDatabase = undefined;
  await (await opened)?.close();
}

/**
 * Runs queries on the configured database.
 *
 * @throws Failure `service_unavailable` in place of any error of the driver, whose code goes to the log
 * @throws Failure that the task throws, after a transaction was rolled back
 */
export async function inDatabase<T>(task: (db: Database) => Promise<T>): Promise<T> {
  const db = await database();
  try {
    return await task(db);
  } catch (error) {
    throw asDatabaseError(error);
  }
}

/** @throws Failure `service_unavailable` when the database does not answer */
export async function checkDatabase(): Promise<void> {
  await inDatabase((db) => db.execute(sql`SELECT 1`));
}

async function open(): Promise<OpenDatabase> {
  const { database: configured } = getEnv();
  if (configured.type === "postgres") {
    const { openPostgres } = await import("@/lib/database/postgres");
    return openPostgres(configured.url);
  }
  const { openEmbedded } = await import("@/lib/database/embedded");
  return openEmbedded(configured.folder);
}

function asDatabaseError(error: unknown): Error {
  if (error instanceof EnvironmentError || error instanceof Failure) return error;
  logEvent("database_failed", { code: codeOf(error) });
  return new Failure("service_unavailable");
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return cause instanceof Error ? cause.name : "unknown";
}
