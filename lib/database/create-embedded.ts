import "server-only";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, rmdir } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { isDevelopment } from "@/lib/env/env";

/** Resolves the package from the folder that the app runs in. */
const CREATE = `
  import { PGlite } from "@electric-sql/pglite";
  const database = await PGlite.create(process.argv[1]);
  await database.close();
`;

/**
 * Creates an embedded database, unless the folder has one. PostgreSQL's initdb takes seconds of the processor. It runs in
 * a process of its own, so that this one answers requests meanwhile. In development the compiler comes first. A creation
 * that was cut off leaves the folder empty.
 *
 * @param folder exists, and is locked by the caller
 */
export async function createEmbedded(folder: string): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  // It becomes the folder, which no other user of the machine may read.
  await mkdir(unfinished, { mode: 0o700 });
  await runInNode(["--input-type=module", "--eval", CREATE, unfinished]);
  await rmdir(folder);
  await rename(unfinished, folder);
}

function runInNode(parameters: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, parameters, (error) =>
      error ? reject(error) : resolve(),
    );
    if (isDevelopment() && child.pid !== undefined) {
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    }
  });
}
