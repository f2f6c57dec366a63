import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MIGRATIONS } from "@/lib/database/open-database";
import { openPostgres } from "@/lib/database/postgres";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { startGoBetween } from "./go-between.ts";

const PROCESSES = 8;
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

test("many processes starting at once migrate an empty database once", async () => {
  const url = await server.createDatabase("starting");
  const opened = await Promise.all(Array.from({ length: PROCESSES }, () => openPostgres(url)));
  const [first] = opened;
  const applied = await first?.db.$count(sql`drizzle.__drizzle_migrations`);
  await Promise.all(opened.map(({ close }) => close()));
  expect(applied).toBe(readMigrationFiles({ migrationsFolder: MIGRATIONS }).length);
});

test("the app gives up on a server that vanishes, and reconnects when it is back", async () => {
  const between = await startGoBetween(await server.createDatabase("vanishing"));
  const { db, close } = await openPostgres(between.url);
  const askTenTimes = () =>
    Promise.allSettled(Array.from({ length: 10 }, () => db.execute(sql`SELECT 1`)));
  // Opens connections that can hang later.
  await askTenTimes();
  between.vanish();
  const answers = await askTenTimes();
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  between.comeBack();
  await db.execute(sql`SELECT 1`);
  await close();
  between.close();
});

test("a connection starts with names alone, as PgBouncer requires", async () => {
  const between = await startGoBetween(await server.createDatabase("pooled"));
  const { close } = await openPostgres(between.url);
  await close();
  between.close();
  expect(between.sent()).toContain("user\0");
  expect(between.sent()).not.toMatch(/timeout|options/);
});

test("an unreachable server is an error within the time limit", async () => {
  await expect(openPostgres("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow();
});
