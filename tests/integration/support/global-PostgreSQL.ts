import type { TestProject } from "vitest/node";
import { startPostgres } from "../../support/postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL server for all test files; each makes a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgresUrl", server.urlOf("postgres"));
  return () => server.stop();
}
