import type { TestProject } from "vitest/node";
import { startPgBouncer } from "../pgbouncer.ts";
import { startPostgres } from "../postgres-server.ts";

/** A PostgreSQL server that the tests reach through PgBouncer alone. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const pooler = await startPgBouncer(server.urlOf("postgres"));
  project.provide("postgresUrl", pooler.through(server.urlOf("postgres")));
  return async () => {
    await pooler.stop();
    await server.stop();
  };
}
