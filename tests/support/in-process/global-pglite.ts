import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    emptyDatabase: ArrayBuffer;
  }
}

/** Creates an empty embedded database once. Copying it is five times faster than creating another. */
export async function setup(project: TestProject): Promise<void> {
  const client = await PGlite.create();
  const dump = await client.dumpDataDir("none");
  await client.close();
  project.provide("emptyDatabase", await dump.arrayBuffer());
}
