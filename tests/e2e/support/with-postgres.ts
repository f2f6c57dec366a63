import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { test as signedIn } from "./signed-in.ts";

/** The same with a database on a PostgreSQL server of the worker, whose address is `database`. */
export const test = signedIn.extend<object, { postgres: PostgresServer; database: string }>({
  postgres: [
    async ({ browserName: _ }, use) => {
      const postgres = await startPostgres();
      await use(postgres);
      await postgres.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  database: [
    async ({ postgres }, use) => use(await postgres.createDatabase("of_one_worker")),
    { scope: "worker" },
  ],
  appVariables: [async ({ database }, use) => use({ DATABASE_URL: database }), { scope: "worker" }],
});
