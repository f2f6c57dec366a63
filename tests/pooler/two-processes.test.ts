import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, inDatabase } from "@/lib/database/database";
import { openPostgres } from "@/lib/database/postgres";
import { outbox } from "@/lib/database/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { outboxSize } from "../support/in-process/outbox-size.ts";
import { linkTask } from "../support/in-process/tasks.ts";
import { type PgBouncer, POOLED_CONNECTIONS, startPgBouncer } from "../support/pgbouncer.ts";
import { connectionsTo, type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { startTaskProcess } from "../support/task-process.ts";

const PROCESSES = 8;

let server: PostgresServer;
let pooler: PgBouncer;
let direct: string;

beforeAll(async () => {
  server = await startPostgres();
  pooler = await startPgBouncer(server.urlOf("postgres"));
  direct = await server.createDatabase("pooled");
});
beforeEach(() => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  vi.stubEnv("DATABASE_URL", pooler.through(direct));
});
afterAll(async () => {
  await closeDatabase();
  await pooler.stop();
  await server.stop();
});

test("many processes that start at once migrate an empty database once through a pooler", async () => {
  const url = pooler.through(await server.createDatabase("starting"));
  const opened = await Promise.all(Array.from({ length: PROCESSES }, () => openPostgres(url)));
  await Promise.all(opened.map(({ db }) => db.select().from(outbox)));
  expect(await connectionsTo(server, "starting")).toBeLessThanOrEqual(POOLED_CONNECTIONS);
  await Promise.all(opened.map(({ close }) => close()));
});

test("two processes behind a pooler run each of 500 tasks once", async () => {
  const processes = await Promise.all([startTaskProcess(), startTaskProcess()]);
  const tasks = Array.from({ length: 500 }, (_, index) => linkTask(`${index}`));
  await inDatabase((db) => enqueue(db, tasks));
  await vi.waitUntil(async () => (await outboxSize()) === 0, { timeout: 30_000 });
  expect(await connectionsTo(server, "pooled")).toBeLessThanOrEqual(POOLED_CONNECTIONS);
  const [first = [], second = []] = processes.map(({ done }) => done);
  expect([first.length > 0, second.length > 0]).toEqual([true, true]);
  const names = tasks.map(({ payload }) => payload.jobId);
  expect([...first, ...second].toSorted()).toEqual(names.toSorted());
  for (const { child } of processes) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
