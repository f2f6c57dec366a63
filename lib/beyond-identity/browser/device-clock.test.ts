import { afterEach, expect, test, vi } from "vitest";
import { hasWrongClock } from "./device-clock";

const MINUTE_MS = 60_000;

afterEach(() => vi.unstubAllGlobals());

function serverSays(date: string | null): void {
  const headers = new Headers(date === null ? {} : { date });
  vi.stubGlobal("fetch", async () => new Response(null, { headers }));
}

test.each([
  [-120, true],
  [-71, true],
  [-1.5, true],
  [-0.5, false],
  [0, false],
  [0.5, false],
  [1.5, true],
  [20, true],
])(
  "a server that is %s minutes ahead means that the clock is wrong: %s",
  async (minutes, expected) => {
    serverSays(new Date(Date.now() + minutes * MINUTE_MS).toUTCString());
    expect(await hasWrongClock()).toBe(expected);
  },
);

test.each([null, "", "soon"])(
  "a server that says %j for its time accuses no clock",
  async (date) => {
    serverSays(date);
    expect(await hasWrongClock()).toBe(false);
  },
);

test("a server that does not answer accuses no clock", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await hasWrongClock()).toBe(false);
});
