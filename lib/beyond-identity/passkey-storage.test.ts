import { afterEach, expect, test, vi } from "vitest";
import { canKeepPasskeys } from "./passkey-storage";

type Request = { onerror?: () => void; onsuccess?: () => void; result: { close(): void } };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function databaseThat(answer: (request: Request) => void) {
  const deleteDatabase = vi.fn();
  const open = () => {
    const request: Request = { result: { close: () => undefined } };
    queueMicrotask(() => answer(request));
    return request;
  };
  vi.stubGlobal("indexedDB", { open, deleteDatabase });
  return deleteDatabase;
}

test("a browser that opens a database can keep passkeys, and nothing of the trial stays", async () => {
  const deleteDatabase = databaseThat((request) => request.onsuccess?.());
  expect(await canKeepPasskeys()).toBe(true);
  expect(deleteDatabase).toHaveBeenCalledOnce();
});

test("a browser whose databases fail to open cannot", async () => {
  databaseThat((request) => request.onerror?.());
  expect(await canKeepPasskeys()).toBe(false);
});

test("a browser that throws at the attempt cannot", async () => {
  const open = () => {
    throw new DOMException("", "SecurityError");
  };
  vi.stubGlobal("indexedDB", { open });
  expect(await canKeepPasskeys()).toBe(false);
});

test.each([undefined, null])("a browser whose indexedDB is %s cannot", async (value) => {
  vi.stubGlobal("indexedDB", value);
  expect(await canKeepPasskeys()).toBe(false);
});

test("a browser that does not answer is left to the SDK's own limit", async () => {
  vi.useFakeTimers();
  databaseThat(() => undefined);
  const verdict = canKeepPasskeys();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await verdict).toBe(true);
});
