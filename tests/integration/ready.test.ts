import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GET } from "@/app/api/ready/route";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud();
const DISCOVERY = "/.well-known/openid-configuration";

beforeEach(() => {
  emulator.journal.clear();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
});

const ask = async () => (await GET(new Request(`${APP_ORIGIN}/api/ready`))).status;

const discoveries = () =>
  emulator.journal.entries().filter(({ path }) => path.endsWith(DISCOVERY)).length;

test("a cloud that is down is no readiness, and a cloud that is back is, within two seconds", async () => {
  emulator.faults.plant({ match: { path: DISCOVERY }, status: 500 });
  expect(await ask()).toBeGreaterThanOrEqual(500);
  emulator.faults.clear();
  vi.advanceTimersByTime(2_000);
  expect(await ask()).toBe(200);
});

test("25: repeated readiness requests cause few requests to a cloud that is down", async () => {
  emulator.faults.plant({ match: { path: DISCOVERY }, status: 500 });
  for (let count = 0; count < 10; count += 1) expect(await ask()).toBeGreaterThanOrEqual(500);
  // One call makes three attempts.
  expect(discoveries()).toBe(3);
});

test("many readiness requests cause at most one request to the cloud", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers).toEqual(Array(20).fill(200));
  expect(discoveries()).toBeLessThanOrEqual(1);
});
