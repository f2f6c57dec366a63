import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetInTab, recallFromTab, rememberInTab, takeFromTab } from "./tab-memory";

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
  Reflect.deleteProperty(globalThis, "sessionStorage");
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

test.each(["{", "text", " text", "1x text"])("%s in the storage is nothing", (text) => {
  storage.set("key", text);
  expect(takeFromTab("key", Number.MAX_SAFE_INTEGER)).toBeNull();
});

test("what is recalled stays until it is forgotten", () => {
  expect(rememberInTab("key", "value")).toBe(true);
  expect(recallFromTab("key", 1000)).toBe("value");
  expect(recallFromTab("key", 1000)).toBe("value");
  forgetInTab("key");
  expect(recallFromTab("key", 1000)).toBeNull();
});

const refuse = () => {
  throw new DOMException("", "QuotaExceededError");
};
const BROKEN: [string, () => unknown][] = [
  [
    "blocked",
    () => {
      throw new DOMException("", "SecurityError");
    },
  ],
  ["null", () => null],
  ["full", () => ({ getItem: () => null, setItem: refuse, removeItem: () => undefined })],
  ["dead", () => ({ getItem: refuse, setItem: refuse, removeItem: refuse })],
];

test.each(BROKEN)("where the storage is %s, the page alone remembers", (_, storageOf) => {
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get: storageOf });
  expect(rememberInTab("key", "value")).toBe(false);
  expect(recallFromTab("key", 1000)).toBe("value");
  expect(takeFromTab("key", 1000)).toBe("value");
  expect(takeFromTab("key", 1000)).toBeNull();
});

test("what a storage refuses replaces what it still holds", () => {
  rememberInTab("key", "old");
  vi.spyOn(sessionStorage, "setItem").mockImplementation(refuse);
  rememberInTab("key", "new");
  expect(takeFromTab("key", 1000)).toBe("new");
  expect(storage.size).toBe(0);
});
