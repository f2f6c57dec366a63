import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { hasFailedInTab, noteFailedSignIn } from "./failed-in-tab";

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  const storage = new Map<string, string>();
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

test.each<PasskeyErrorCode>([
  ...(["cloud_error", "cloud_unreachable", "denied"] as const),
  ...(["request_expired", "request_invalid", "unknown"] as const),
])("%s makes the sign-ins of the tab begin with a page for ten minutes", (code) => {
  noteFailedSignIn(code);
  vi.advanceTimersByTime(9 * MINUTE_MS);
  expect([hasFailedInTab(), hasFailedInTab()]).toEqual([true, true]);
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(hasFailedInTab()).toBe(false);
});

test.each<PasskeyErrorCode>([
  ...(["cancelled", "offline", "no_passkey", "cookies_blocked"] as const),
  ...(["device_clock", "browser_unsupported", "sdk_timeout"] as const),
])("%s says nothing of how the sign-in was begun", (code) => {
  noteFailedSignIn(code);
  expect(hasFailedInTab()).toBe(false);
});
