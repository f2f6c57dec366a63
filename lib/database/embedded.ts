import "server-only";
import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { lock } from "proper-lockfile";
import { createEmbedded } from "@/lib/database/create-embedded";
import { poolOf } from "@/lib/database/embedded-pool";
import { MIGRATIONS, type OpenDatabase } from "@/lib/database/open-database";
import * as schema from "@/lib/database/schema";
import { EnvironmentError } from "@/lib/env/environment-error";

/** A running process renews its lock. After a crash the lock expires this much later. */
const LOCK_STALE_MS = 10_000;
const LOCK_RETRIES = { retries: 11, factor: 1, minTimeout: 1_000 };

/**
 * Opens PostgreSQL inside this process (PGlite), with its data in a folder.
 *
 * @param folder created when it is missing
 * @throws EnvironmentError when another process has the folder open. Two processes would overwrite each other's data.
 */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const unlock = await lockFolder(folder);
  await createEmbedded(folder);
  const { db, close } = await migrated(await PGlite.create(folder));
  return { db, close: () => close().finally(unlock) };
}

/** Migrates a PGlite database to the current schema. */
export async function migrated(client: PGlite): Promise<OpenDatabase> {
  // A test opens one database several times.
  await client.exec("DEALLOCATE ALL");
  const pool = poolOf(client);
  const db = drizzle(pool, { schema });
  await migrate(db, { migrationsFolder: MIGRATIONS });
  return { db, close: () => pool.end().finally(() => client.close()) };
}

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await lock(folder, {
      stale: LOCK_STALE_MS,
      retries: LOCK_RETRIES,
      onCompromised: () => exitOnLostLock(folder),
    });
  } catch {
    throw new EnvironmentError([
      {
        variable: "DATABASE_URL",
        problem: `is not set, and the embedded database in ${folder} is open in another process. Stop that process, or set DATABASE_URL to a PostgreSQL server, which many processes can share.`,
      },
    ]);
  }
}

/** Exits the process. Next.js would only log an exception, and two processes would continue to write to one folder. */
function exitOnLostLock(folder: string): never {
  process.stderr.write(
    `Another process took over the embedded database in ${folder} while this one was suspended. Set DATABASE_URL to a PostgreSQL server, which many processes can share.\n`,
  );
  process.exit(1);
}
