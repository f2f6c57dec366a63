import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import { claimDue, deleteTask, postpone } from "@/lib/outbox/claims";
import { enqueue } from "@/lib/outbox/enqueue";
import { runDueTasks } from "@/lib/outbox/run-due-tasks";
import { TASK_KINDS, type Task } from "@/lib/outbox/tasks";
import { startOutbox, wakeOutbox } from "@/lib/outbox/worker";
import { DEEP } from "../support/deep.ts";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { stopPolling } from "../support/in-process/dead-outbox.ts";
import { inEnvironment } from "../support/in-process/environment.ts";
import { outboxSize } from "../support/in-process/outbox-size.ts";
import { handlersWith, linkTask, owner } from "../support/in-process/tasks.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const mail: Task = {
  kind: "mail_link",
  payload: {
    purpose: "recover",
    email: "ada@example.com",
    requestId: "00000000-0000-4000-8000-000000000000",
    epoch: 0,
    correlationId: "none",
  },
};

inEnvironment(ENVIRONMENT);

let done: string[];
let logged: string;

/** Runs link tasks by writing them down. */
const worker = handlersWith({
  revoke_link: async ({ jobId }) => void done.push(jobId),
});

beforeEach(async () => {
  done = [];
  logged = "";
  vi.spyOn(console, "info").mockImplementation((line) => {
    logged += `${line}\n`;
  });
  await inDatabase((db) => db.delete(outbox));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const enqueueNow = (tasks: Task | Task[]) => inDatabase((db) => enqueue(db, tasks));
const rows = () => inDatabase((db) => db.select().from(outbox));

/** Stops the clock, so that a test can move it. */
function holdClock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  return (ms: number) => vi.setSystemTime(Date.now() + ms);
}

test("a task of a transaction that is undone is not queued", async () => {
  const undone = inDatabase((db) =>
    db.transaction(async (tx) => {
      await enqueue(tx, [linkTask("1"), mail]);
      throw new Error("undone");
    }),
  );
  await expect(undone).rejects.toThrow();
  expect(await outboxSize()).toBe(0);
});

test("a task is queued once its transaction commits, and leaves nothing behind when it is done", async () => {
  await inDatabase((db) => db.transaction((tx) => enqueue(tx, linkTask("1"))));
  expect(await rows()).toMatchObject([{ kind: "revoke_link", attempts: 0, claim: null }]);
  await runDueTasks(worker);
  expect([done, await rows()]).toEqual([["1"], []]);
});

test("nothing is queued for no tasks", async () => {
  await enqueueNow([]);
  expect(await outboxSize()).toBe(0);
});

test("four runs at the same time run each of 200 tasks once", async () => {
  const tasks = Array.from({ length: 200 }, (_, index) => linkTask(`${index}`));
  await enqueueNow(tasks);
  await Promise.all(Array.from({ length: 4 }, () => runDueTasks(worker)));
  expect(done.toSorted()).toEqual(tasks.map(({ payload }) => payload.jobId).toSorted());
  expect(await outboxSize()).toBe(0);
});

test("300 tasks leave no row", DEEP, async () => {
  const tasks = Array.from({ length: 300 }, (_, index) => linkTask(`${index}`));
  await enqueueNow(tasks);
  await runDueTasks(worker);
  expect([new Set(done).size, done.length, await outboxSize()]).toEqual([300, 300, 0]);
});

test("of tasks with the same key the first that is queued stands for all", async () => {
  await enqueueNow([
    { ...linkTask("first"), key: "k" },
    { ...linkTask("second"), key: "k" },
  ]);
  await enqueueNow({ ...linkTask("third"), key: "k" });
  await enqueueNow({ ...linkTask("other"), key: "l" });
  await enqueueNow({ ...mail, key: "k", startAfter: new Date(Date.now() + HOUR_MS) });
  await runDueTasks(worker);
  await enqueueNow({ ...linkTask("fourth"), key: "k" });
  await runDueTasks(worker);
  expect(done.toSorted()).toEqual(["first", "fourth", "other"]);
});

test("a task that may not be run yet waits", async () => {
  const pass = holdClock();
  await enqueueNow({ ...linkTask("1"), startAfter: new Date(Date.now() + MINUTE_MS) });
  pass(MINUTE_MS - 1);
  await runDueTasks(worker);
  expect(done).toEqual([]);
  pass(1);
  await runDueTasks(worker);
  expect(done).toEqual(["1"]);
});

test("a task is tried again after 1, 2, 4 seconds and so on, at most five minutes apart", async () => {
  const pass = holdClock();
  const failing = handlersWith({ revoke_link: () => Promise.reject(new Error("no")) });
  await enqueueNow(linkTask("1"));
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    await runDueTasks(failing);
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: attempt, claim: null });
    const dueIn = Number(row?.dueAt) - Date.now();
    waits.push(dueIn / SECOND_MS);
    pass(dueIn);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  await runDueTasks(worker);
  expect([done, await outboxSize()]).toEqual([["1"], 0]);
});

test("a task that the cloud refuses is tried hourly in the end, and is not given up", async () => {
  const pass = holdClock();
  const refuse = () => Promise.reject(Object.assign(new Error(), { code: "cloud_unauthorized" }));
  await enqueueNow(linkTask("1"));
  let tries = 0;
  for (const end = Date.now() + 24 * HOUR_MS; Date.now() < end; tries += 1) {
    await runDueTasks(handlersWith({ revoke_link: refuse }));
    const [row] = await rows();
    pass(Number(row?.dueAt) - Date.now());
  }
  expect(tries).toBeLessThan(40);
  await runDueTasks(worker);
  expect([done, await outboxSize()]).toEqual([["1"], 0]);
});

const session = { ...owner, sessionId: "s" };
const before = "2026-11-26T00:00:00.000Z";
test.each([
  { task: mail, lifetime: 15 * MINUTE_MS },
  {
    task: { kind: "revoke_tokens", payload: { ...session, tokens: "jwe" } },
    lifetime: 7 * 24 * HOUR_MS,
  },
  {
    task: { kind: "drop_backend_token", payload: { ...session, backendToken: "jwe" } },
    lifetime: 24 * HOUR_MS,
  },
  { task: linkTask("1"), lifetime: 7 * 24 * HOUR_MS },
  {
    task: { kind: "revoke_unknown_links", payload: { ...owner, before } },
    lifetime: 7 * 24 * HOUR_MS,
  },
] satisfies { task: Task; lifetime: number }[])(
  "$task.kind is tried until its time is over, then given up and forgotten",
  async ({ task, lifetime }) => {
    const pass = holdClock();
    const refuse = () => Promise.reject(Object.assign(new Error(), { code: "cloud_error" }));
    const failing = handlersWith(Object.fromEntries(TASK_KINDS.map((kind) => [kind, refuse])));
    await enqueueNow(task);
    // As after many failures: the next try is five minutes away.
    await inDatabase((db) => db.update(outbox).set({ attempts: 20 }));
    pass(lifetime - 5 * MINUTE_MS - 1);
    await runDueTasks(failing);
    expect(await outboxSize()).toBe(1);
    pass(5 * MINUTE_MS);
    await runDueTasks(failing);
    expect(await outboxSize()).toBe(0);
    const end = `"event":"task_given_up","kind":"${task.kind}","attempt":22,"code":"cloud_error"`;
    expect(logged.trim().split("\n").at(-1)).toContain(end);
  },
);

test("a mail whose time is over while no process was there is not sent", async () => {
  const pass = holdClock();
  const send = vi.fn();
  await enqueueNow(mail);
  pass(15 * MINUTE_MS);
  await runDueTasks(handlersWith({ mail_link: send }));
  expect([send.mock.calls, await outboxSize()]).toEqual([[], 0]);
  expect(logged).toContain('"event":"task_given_up","kind":"mail_link","attempt":1');
});

test("a task may name its own end", async () => {
  const pass = holdClock();
  await enqueueNow({ ...linkTask("1"), giveUpAt: new Date(Date.now() + SECOND_MS) });
  pass(SECOND_MS);
  await runDueTasks(worker);
  expect([done, await outboxSize()]).toEqual([[], 0]);
});

test("a process that is ending runs what is due, and begins no more mail", async () => {
  const ending = new AbortController();
  const send = vi.fn(async () => ending.abort());
  await enqueueNow([mail, mail, mail, linkTask("1"), linkTask("2")]);
  await runDueTasks(handlersWith({ ...worker, mail_link: send }), 1, ending.signal);
  expect(send).toHaveBeenCalledTimes(1);
  expect([done.toSorted(), await outboxSize()]).toEqual([["1", "2"], 2]);
});

test("the log tells of a failure without the payload", async () => {
  await enqueueNow(mail);
  const failing = handlersWith({
    mail_link: ({ email }) => Promise.reject(new Error(`could not send to ${email}`)),
  });
  await runDueTasks(failing);
  expect(logged).toContain('"event":"task_failed","kind":"mail_link","attempt":1,"code":"Error"');
  expect(logged).not.toContain("ada@example.com");
});

test("a task that a dead process had taken up is run by another after a minute, no sooner", async () => {
  const pass = holdClock();
  await enqueueNow(linkTask("1"));
  await claimDue(["revoke_link"], 1);
  pass(MINUTE_MS - 1);
  await runDueTasks(worker);
  expect(done).toEqual([]);
  pass(1);
  await runDueTasks(worker);
  expect([done, await outboxSize()]).toEqual([["1"], 0]);
});

test("a process whose claim is over changes nothing any more", async () => {
  const pass = holdClock();
  await enqueueNow(linkTask("1"));
  const [lost] = await claimDue(["revoke_link"], 1);
  if (!lost) throw new Error("nothing was claimed");
  pass(MINUTE_MS);
  const [held] = await claimDue(["revoke_link"], 1);
  await deleteTask(lost);
  await postpone(lost, new Date(0));
  expect(await rows()).toEqual([held]);
});

test("a task that hangs is left to its claim's end, and the others are run meanwhile", async () => {
  const pass = holdClock();
  let discardBody = () => {};
  const hanging = new Promise<void>((resolve) => {
    discardBody = resolve;
  });
  const handlers = handlersWith({ ...worker, mail_link: () => hanging });
  await enqueueNow([...Array(6).fill(mail), linkTask("1")]);
  const run = runDueTasks(handlers);
  await vi.waitUntil(() => done.length === 1, { timeout: 10_000 });
  pass(MINUTE_MS);
  await vi.waitUntil(() => logged.includes('"code":"too_slow"'), { timeout: 10_000 });
  discardBody();
  await run;
  expect(await outboxSize()).toBe(0);
});

test("19: mails begin one at a time, each at a turn of the clock, and hold up nothing else", async () => {
  const begun: number[] = [];
  const handlers = handlersWith({
    ...worker,
    mail_link: async () => void begun.push(performance.now()),
  });
  await enqueueNow([mail, mail, mail, linkTask("1")]);
  let revokedAt = 0;
  const revoke_link = async () => {
    revokedAt = performance.now();
  };
  await runDueTasks({ ...handlers, revoke_link }, 1_000);
  const turns = begun.map((at) => Math.floor(at / 1_000));
  expect([new Set(turns).size, await outboxSize()]).toEqual([3, 0]);
  expect(revokedAt).toBeLessThan(Math.min(...begun));
});

const mailTo = (email: string) => ({ ...mail, payload: { ...mail.payload, email } }) as Task;

test("19: mails that take long keep no later one from its turn", async () => {
  let discardBody = () => {};
  const hanging = new Promise<void>((resolve) => {
    discardBody = resolve;
  });
  const begun: string[] = [];
  const mail_link = async ({ email }: { email: string }) => {
    begun.push(email);
    if (email !== "last") await hanging;
  };
  await enqueueNow(["1", "2", "3", "4", "5", "6", "last"].map(mailTo));
  const run = runDueTasks(handlersWith({ mail_link }), 20);
  await vi.waitUntil(() => begun.length === 7, { timeout: 10_000 }).finally(discardBody);
  await run;
  expect(await outboxSize()).toBe(0);
});

test("19: a mail that was tried before takes no turn from one that was not", async () => {
  const begun: string[] = [];
  const mail_link = async ({ email }: { email: string }) => void begun.push(email);
  await enqueueNow(mailTo("tried"));
  await inDatabase((db) => db.update(outbox).set({ attempts: 1, dueAt: new Date(0) }));
  await enqueueNow(mailTo("new"));
  await runDueTasks(handlersWith({ mail_link }), 20);
  expect(begun).toEqual(["new", "tried"]);
});

test("a kind that only a newer version knows is left to it", async () => {
  await enqueueNow(linkTask("1"));
  await inDatabase((db) => db.execute(sql`UPDATE outbox SET kind = 'of_a_newer_version'`));
  await runDueTasks(worker);
  expect([done, await outboxSize(), logged]).toEqual([[], 1, ""]);
});

test("a payload that is not understood is tried again later", async () => {
  await enqueueNow(linkTask("1"));
  await inDatabase((db) => db.update(outbox).set({ payload: { jobId: 1 } }));
  await runDueTasks(worker);
  expect([done, await outboxSize()]).toEqual([[], 1]);
  expect(logged).toContain('"code":"ZodError"');
});

test("a server runs what it finds at its start, and what a request enqueues at once", async () => {
  await enqueueNow(linkTask("found"));
  const stop = startOutbox(worker);
  onTestFinished(stop);
  await vi.waitUntil(() => done.includes("found"));
  await stopPolling();
  for (const jobId of ["1", "2", "3"]) {
    await enqueueNow(linkTask(jobId));
    wakeOutbox();
  }
  await vi.waitUntil(() => done.length === 4, { timeout: 10_000 });
  await stop();
  expect(await outboxSize()).toBe(0);
});

test("what nothing points to is found by the poll", async () => {
  const stop = startOutbox(worker);
  onTestFinished(stop);
  await enqueueNow(linkTask("1"));
  await vi.waitUntil(() => done.length === 1, { timeout: 10_000 });
});

test("a server outlives its database's failures", DEEP, async () => {
  const rename = (from: string, to: string) =>
    inDatabase((db) => db.execute(`ALTER TABLE ${from} RENAME TO ${to}`));
  await enqueueNow(linkTask("1"));
  await rename("outbox", "outbox_gone");
  const stop = startOutbox(worker);
  onTestFinished(stop);
  await vi.waitUntil(() => logged.includes("database_failed"), { timeout: 10_000 });
  await rename("outbox_gone", "outbox");
  await vi.waitUntil(() => done.length === 1, { timeout: 10_000 });
});
