import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { singleFlight } from "./single-flight";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("calls with the same key share one task", async () => {
  const share = singleFlight<number>();
  const task = vi.fn(async () => 1);
  expect(await Promise.all([share("a", task), share("a", task)])).toEqual([1, 1]);
  expect(task).toHaveBeenCalledTimes(1);
});

test("calls with different keys run side by side", async () => {
  const share = singleFlight<string>();
  const answers = await Promise.all(["a", "b"].map((key) => share(key, async () => key)));
  expect(answers).toEqual(["a", "b"]);
});

test("a task that has ended is not shared", async () => {
  const share = singleFlight<number>();
  let runs = 0;
  const task = async () => ++runs;
  expect([await share("a", task), await share("a", task)]).toEqual([1, 2]);
});

test("everyone who waits for a task learns of its failure, and the next call runs again", async () => {
  const share = singleFlight<number>();
  const broken = async () => Promise.reject(new Error("broken"));
  const both = await Promise.allSettled([share("a", broken), share("a", broken)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await share("a", async () => 2)).toBe(2);
});

test("a failure can be shared for a while", async () => {
  const share = singleFlight<number>({ failureKeptMs: 2_000 });
  const broken = () => share("a", () => Promise.reject(new Error("broken")));
  await expect(broken()).rejects.toThrow("broken");
  await expect(share("a", async () => 1)).rejects.toThrow("broken");
  vi.advanceTimersByTime(2_000);
  expect([await share("a", async () => 2), await share("a", async () => 3)]).toEqual([2, 3]);
});

test("a result can be shared for a while, and a failure is not unless that is wished", async () => {
  const share = singleFlight<number>({ keptMs: 5_000 });
  await expect(share("a", () => Promise.reject(new Error("broken")))).rejects.toThrow();
  expect(await share("a", async () => 1)).toBe(1);
  vi.advanceTimersByTime(4_999);
  expect(await share("a", async () => 2)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await share("a", async () => 3)).toBe(3);
});

test("no more keys are remembered than allowed, and a forgotten one runs again", async () => {
  const share = singleFlight<number>({ keptMs: 5_000, most: 2 });
  for (const key of ["a", "b", "c"]) await share(key, async () => 1);
  expect(await share("b", async () => 2)).toBe(1);
  expect(await share("c", async () => 2)).toBe(1);
  expect(await share("a", async () => 2)).toBe(2);
});

test("a result that was forgotten early does not end a later one", async () => {
  const share = singleFlight<number>({ keptMs: 5_000, most: 1 });
  await share("a", async () => 1);
  vi.advanceTimersByTime(4_000);
  await share("b", async () => 1);
  await share("a", async () => 2);
  vi.advanceTimersByTime(1_000);
  expect(await share("a", async () => 3)).toBe(2);
});
