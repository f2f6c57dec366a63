import { cpSync, mkdirSync, rmSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { MIGRATIONS } from "../../../lib/database/open-database.ts";

const TEMPLATE = ".data/prepared-database";

/** Creates and migrates one embedded database, for servers to begin with a copy of it. */
export async function createPreparedDatabase(): Promise<void> {
  rmSync(TEMPLATE, { recursive: true, force: true });
  mkdirSync(TEMPLATE, { recursive: true });
  const client = await PGlite.create(TEMPLATE);
  await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  await client.close();
}

/**
 * Gives a server of the app a new database. Creating and migrating its own would take more processor time than the rest of
 * its start.
 *
 * @param origin of the app, after which it names the folder
 */
export function prepareDatabase(origin: string): void {
  const folder = `.data/database-${new URL(origin).host.replace(":", "-")}`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(TEMPLATE, folder, { recursive: true });
}
