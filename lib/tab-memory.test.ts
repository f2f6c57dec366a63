import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rememberInTab, takeFromTab } from "./tab-memory";

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

test("what was remembered can be taken once", () => {
  rememberInTab("key", "value");
  expect(takeFromTab("other", 1000)).toBeNull();
  expect(takeFromTab("key", 1000)).toBe("value");
  expect(takeFromTab("key", 1000)).toBeNull();
});

test("what is too old is forgotten", () => {
  rememberInTab("key", "value");
  vi.advanceTimersByTime(1001);
  expect(takeFromTab("key", 1000)).toBeNull();
  expect(storage.size).toBe(0);
});

test.each(["{", '"text"', '{"value":1,"at":0}'])("%s in the storage is nothing", (text) => {
  storage.set("key", text);
  expect(takeFromTab("key", Number.MAX_SAFE_INTEGER)).toBeNull();
});
