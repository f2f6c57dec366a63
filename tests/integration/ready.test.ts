import { beforeEach, expect, test } from "vitest";
import { GET } from "@/app/api/ready/route";
import { APP_ORIGIN, standInForTheCloud } from "./support/cloud.ts";

const emulator = standInForTheCloud();
const DISCOVERY = "/.well-known/openid-configuration";

beforeEach(() => emulator.journal.clear());

const ask = async () => (await GET(new Request(`${APP_ORIGIN}/api/ready`))).status;

const discoveries = () =>
  emulator.journal.entries().filter(({ path }) => path.endsWith(DISCOVERY)).length;

test("a cloud that is down is no readiness, and a cloud that is back is, at once", async () => {
  emulator.faults.plant({ match: { path: DISCOVERY }, status: 500 });
  expect(await ask()).toBeGreaterThanOrEqual(500);
  emulator.faults.clear();
  expect(await ask()).toBe(200);
});

test("however often anybody asks, the cloud is hardly asked at all", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers).toEqual(Array(20).fill(200));
  expect(discoveries()).toBeLessThanOrEqual(1);
});
