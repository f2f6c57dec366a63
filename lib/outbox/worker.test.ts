import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runDueTasks } from "@/lib/outbox/run-due-tasks";
import type { Handlers } from "@/lib/outbox/tasks";
import { startOutbox, wakeOutbox } from "@/lib/outbox/worker";

vi.mock("@/lib/later", () => ({ later: (task: () => Promise<void>) => void task() }));
vi.mock("@/lib/outbox/run-due-tasks", () => ({ runDueTasks: vi.fn() }));

const nothing = async () => undefined;
const handlers: Handlers = {
  revoke_tokens: nothing,
  drop_backend_token: nothing,
  revoke_link: nothing,
  revoke_unknown_links: nothing,
  close_behind_passkey: nothing,
  notice_passkeys: nothing,
  mail_link: nothing,
  delete_identity: nothing,
  delete_unused_identity: nothing,
  forget_account: nothing,
};

let drains: { end: () => void; fail: () => void }[];
let stop: () => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  drains = [];
  vi.mocked(runDueTasks).mockImplementation(
    () => new Promise((end, reject) => drains.push({ end, fail: () => reject(new Error()) })),
  );
  stop = startOutbox(handlers);
});
afterEach(async () => {
  for (const { end } of drains) end();
  await vi.advanceTimersByTimeAsync(0);
  for (const { end } of drains) end();
  await stop();
  vi.useRealTimers();
});

test("one process drains once at a time, however often it is asked", async () => {
  wakeOutbox();
  wakeOutbox();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(drains).toHaveLength(1);
});

test("a task enqueued while a drain was ending is run at once", async () => {
  wakeOutbox();
  drains[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(drains).toHaveLength(2);
  drains[1]?.end();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(drains).toHaveLength(2);
});

test("a drain that fails is made again at the next poll", async () => {
  drains[0]?.fail();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(drains).toHaveLength(2);
});

test("starting again, as next dev does, leaves one poll with the newer handlers", async () => {
  drains[0]?.end();
  const newer = { ...handlers };
  const stopNewer = startOutbox(newer);
  drains[1]?.end();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(vi.mocked(runDueTasks).mock.lastCall).toEqual([newer, 250, expect.any(AbortSignal)]);
  expect(drains).toHaveLength(3);
  drains[2]?.end();
  await stopNewer();
});

test("no task is run once it has stopped", async () => {
  drains[0]?.end();
  await stop();
  wakeOutbox();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(drains).toHaveLength(1);
});
