import { join } from "node:path";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "@/lib/database/schema";

/** PostgreSQL, wherever it runs: one dialect, one schema, one set of migrations. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** A database that is open and up to date, and the way to let go of it. */
export type OpenDatabase = { db: Database; close(): Promise<void> };

/** Folder of the SQL that brings a database up to date, from the root of the project. */
export const MIGRATIONS = join(process.cwd(), "lib/database/migrations");
