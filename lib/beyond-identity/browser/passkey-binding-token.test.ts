import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bindingTokenFor, forgetBindingToken, rememberBindingToken } from "./passkey-binding-token";

const ADA = "ada@example.com";
const TEN_MINUTES_MS = 10 * 60 * 1000;

beforeEach(() => {
  const storage = new Map<string, string>();
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

test("the offer stands for its session until it is forgotten", () => {
  rememberBindingToken("token", ADA);
  expect(bindingTokenFor(ADA, "session-1")).toBe("token");
  expect(bindingTokenFor(ADA, "session-1")).toBe("token");
  forgetBindingToken();
  expect(bindingTokenFor(ADA, "session-1")).toBeNull();
});

test("another session in the same tab gets nothing of it", () => {
  rememberBindingToken("token", ADA);
  expect(bindingTokenFor(ADA, "session-1")).toBe("token");
  expect(bindingTokenFor(ADA, "session-2")).toBeNull();
  rememberBindingToken("another", ADA);
  expect(bindingTokenFor(ADA, "session-2")).toBe("another");
});

test("looking does not make it last longer", () => {
  rememberBindingToken("token", ADA);
  vi.advanceTimersByTime(TEN_MINUTES_MS - 1);
  expect(bindingTokenFor(ADA, "session-1")).toBe("token");
  vi.advanceTimersByTime(2);
  expect(bindingTokenFor(ADA, "session-1")).toBeNull();
});

test("a user whose address the directory writes with capitals gets the offer", () => {
  rememberBindingToken("token", ADA);
  expect(bindingTokenFor("Ada@Example.com", "session-1")).toBe("token");
});

test("another person in the same tab gets nothing of it", () => {
  rememberBindingToken("token", ADA);
  expect(bindingTokenFor("grace@example.com", "session-1")).toBeNull();
  expect(bindingTokenFor(null, "session-1")).toBeNull();
  expect(bindingTokenFor(ADA, "session-2")).toBe("token");
});
