import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    emptyDatabase: ArrayBuffer;
  }
}

/** Makes an empty embedded database once: copying it is five times faster than making another. */
export async function setup(project: TestProject): Promise<void> {
  const client = await PGlite.create();
  const dump = await client.dumpDataDir("none");
  await client.close();
  project.provide("emptyDatabase", await dump.arrayBuffer());
}
