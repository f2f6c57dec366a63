import { join } from "node:path";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type * as schema from "@/lib/database/schema";

/** A PostgreSQL server or the embedded PGlite. Both share the dialect, the schema and the migrations. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open and migrated database, and a function that closes it. */
export type OpenDatabase = { db: Database; close(): Promise<void> };

/** Folder of the SQL migrations. */
export const MIGRATIONS = join(process.cwd(), "lib/database/migrations");
