import { afterEach, beforeEach, expect, test, vi } from "vitest";

let inUniformTime: typeof import("./uniform-time").inUniformTime;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  ({ inUniformTime } = await import("./uniform-time"));
});
afterEach(() => vi.useRealTimers());

const after = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, "done"));

/** Milliseconds of fake time until the promise settles. */
async function timed(start: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const settled = inUniformTime(start).then(
    () => performance.now(),
    () => performance.now(),
  );
  await vi.runAllTimersAsync();
  return Math.round((await settled) - startedAt);
}

test.each([20, 130, 790])(
  "19: after a start, a task of %i ms takes as long as any other: the first probe says nothing",
  async (ms) => {
    expect(await timed(() => after(ms))).toBe(1_000);
  },
);

test("the time is a whole number of tenths of a second", async () => {
  expect(await timed(() => after(910))).toBe(1_200);
  expect(await timed(() => after(1_030))).toBe(1_300);
});

test("a failing task takes as long as one that succeeds", async () => {
  await timed(() => after(1_200));
  expect(await timed(() => after(20).then(() => Promise.reject(new Error("no"))))).toBe(1_500);
});

test("a fast task takes as long as the slowest of the last minute, and no longer than that", async () => {
  expect(await timed(() => after(1_500))).toBe(1_900);
  vi.advanceTimersByTime(50_000);
  expect(await timed(() => after(20))).toBe(1_900);
  vi.advanceTimersByTime(62_000);
  expect(await timed(() => after(20))).toBe(1_000);
});

test("a task that fails slowly slows nobody else down", async () => {
  await timed(() => after(3_000).then(() => Promise.reject(new Error("no"))));
  expect(await timed(() => after(20))).toBe(1_000);
});

test("nobody waits more than five seconds for the sake of others", async () => {
  await timed(() => after(9_000));
  expect(await timed(() => after(20))).toBe(5_000);
});

test("result and failure of the task are passed on", async () => {
  const result = inUniformTime(() => Promise.resolve("value"));
  await vi.runAllTimersAsync();
  expect(await result).toBe("value");
  const failure = expect(inUniformTime(() => Promise.reject(new Error("no")))).rejects.toThrow(
    "no",
  );
  await vi.runAllTimersAsync();
  await failure;
});
