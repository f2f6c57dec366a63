import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import { runDueTasks } from "@/lib/outbox/run-due-tasks";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { outboxSize } from "../support/in-process/outbox-size.ts";
import { handlersWith, linkTask } from "../support/in-process/tasks.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { startTaskProcess } from "../support/task-process.ts";

let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase("outbox");
});
beforeEach(async () => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  vi.stubEnv("DATABASE_URL", url);
  await inDatabase((db) => db.delete(outbox));
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await closeDatabase();
  await server.stop();
});

const links = (count: number) => Array.from({ length: count }, (_, index) => linkTask(`${index}`));
const names = (tasks: ReturnType<typeof links>) => tasks.map(({ payload }) => payload.jobId);

test("two processes run each of 500 tasks once", async () => {
  const servers = await Promise.all([startTaskProcess(), startTaskProcess()]);
  const tasks = links(500);
  await inDatabase((db) => enqueue(db, tasks));
  await vi.waitUntil(async () => (await outboxSize()) === 0, { timeout: 30_000 });
  const [first = [], second = []] = servers.map(({ done }) => done);
  expect([first.length > 0, second.length > 0]).toEqual([true, true]);
  expect([...first, ...second].toSorted()).toEqual(names(tasks).toSorted());
});

test("a task of a killed process is run by another within a minute", async () => {
  const killed = await startTaskProcess();
  await inDatabase((db) => enqueue(db, linkTask("hang")));
  await vi.waitUntil(() => killed.done.includes("hang"), { timeout: 30_000 });
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  await inDatabase((db) => enqueue(db, links(20)));
  const done: string[] = [];
  const worker = handlersWith({ revoke_link: async ({ jobId }) => void done.push(jobId) });
  await runDueTasks(worker);
  expect([done.length, await outboxSize()]).toEqual([20, 1]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await runDueTasks(worker);
  expect([done.at(-1), await inDatabase((db) => db.select().from(outbox))]).toEqual(["hang", []]);
});
