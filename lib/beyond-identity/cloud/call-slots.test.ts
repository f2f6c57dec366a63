import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCallSlots } from "./call-slots";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A call that goes on until it is told to end. */
function call() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { run: vi.fn(() => ended), end: () => end() };
}

const many = (count: number) => Array.from({ length: count }, call);
const settle = () => vi.advanceTimersByTimeAsync(0);

test("25: one person's many calls leave room for the question whether others may stay", async () => {
  const slots = createCallSlots(4, 1);
  const flood = many(10);
  for (const { run } of flood) slots.run("list", false, run).catch(() => undefined);
  await settle();
  expect(flood.filter(({ run }) => run.mock.calls.length > 0)).toHaveLength(3);
  const recheck = call();
  void slots.run("check", true, recheck.run);
  await settle();
  expect(recheck.run).toHaveBeenCalledOnce();
});

test("25: a call that finds no room in time is refused, with a time to come back at, and is never made", async () => {
  const slots = createCallSlots(1, 0);
  const first = call();
  void slots.run("list", false, first.run);
  const second = call();
  const refused = slots.run("list", false, second.run).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await refused).toMatchObject({ code: "cloud_rate_limited", retryAfterSeconds: 2 });
  first.end();
  await settle();
  expect(second.run).not.toHaveBeenCalled();
  const third = call();
  void slots.run("list", false, third.run);
  expect(await settle().then(() => third.run.mock.calls.length)).toBe(1);
});

test("a waiting call gets the slot that another releases, and an urgent one comes first", async () => {
  const slots = createCallSlots(2, 1);
  const [ordinary, urgent, next, recheck] = [call(), call(), call(), call()];
  void slots.run("a", false, ordinary.run);
  void slots.run("b", true, urgent.run);
  void slots.run("c", false, next.run);
  void slots.run("d", true, recheck.run);
  ordinary.end();
  await settle();
  expect([next.run, recheck.run].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  urgent.end();
  recheck.end();
  await settle();
  expect(next.run).toHaveBeenCalledOnce();
});

test("a call that fails gives its room back", async () => {
  const slots = createCallSlots(1, 0);
  await expect(slots.run("a", false, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await expect(slots.run("b", false, async () => "yes")).resolves.toBe("yes");
});
