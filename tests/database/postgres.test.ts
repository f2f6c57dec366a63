import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MIGRATIONS } from "@/lib/database/open-database";
import { openPostgres } from "@/lib/database/postgres";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";

const PROCESSES = 8;
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

test("many processes that start at once on an empty database bring it up to date once", async () => {
  const url = await server.createDatabase("starting");
  const opened = await Promise.all(Array.from({ length: PROCESSES }, () => openPostgres(url)));
  const [first] = opened;
  const applied = await first?.db.$count(sql`drizzle.__drizzle_migrations`);
  await Promise.all(opened.map(({ close }) => close()));
  expect(applied).toBe(readMigrationFiles({ migrationsFolder: MIGRATIONS }).length);
});

test("a server that is not there is an error within the time limit", async () => {
  await expect(openPostgres("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow();
});
