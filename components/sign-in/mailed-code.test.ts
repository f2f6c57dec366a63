import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetMailedCode, recallMailedCode, rememberMailedCode } from "./mailed-code";

const TEN_MINUTES_MS = 10 * 60 * 1000;
const storage = new Map<string, string>();

beforeEach(() => {
  storage.clear();
  vi.useFakeTimers();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function mailed() {
  return { request: "r", email: "ada@example.com", resumeUrl: "u", sentAt: Date.now() };
}

test("a mailed code is remembered for its own sign-in until it is forgotten", () => {
  rememberMailedCode(mailed());
  expect(recallMailedCode("r")).toEqual(mailed());
  expect(recallMailedCode("another")).toBeNull();
  expect(recallMailedCode("")).toBeNull();
  forgetMailedCode();
  expect(recallMailedCode("r")).toBeNull();
});

test("a wrong code changes the address to redeem it at, not when it expires", () => {
  const first = mailed();
  rememberMailedCode(first);
  vi.advanceTimersByTime(TEN_MINUTES_MS - 1);
  rememberMailedCode({ ...first, resumeUrl: "u2" });
  expect(recallMailedCode("r")?.resumeUrl).toBe("u2");
  vi.advanceTimersByTime(2);
  expect(recallMailedCode("r")).toBeNull();
});

test.each(["{}", "null", '{"request":"r"}', "no JSON"])("%s is no code", (text) => {
  storage.set("mailed-code", JSON.stringify({ value: text, at: Date.now() }));
  expect(recallMailedCode("r")).toBeNull();
});
