import { afterEach, expect, test, vi } from "vitest";
import { canStorePasskeys } from "./passkey-storage";

type Handler = (() => void) | undefined;
type Request = {
  onerror?: Handler;
  onsuccess?: Handler;
  onupgradeneeded?: Handler;
  result: object;
};
type Transaction = {
  objectStore(): object;
  oncomplete?: Handler;
  onabort?: Handler;
  onerror?: Handler;
};
type Faults = {
  open?: (request: Request) => void;
  transaction?: () => never;
  put?: () => never;
  end?: (transaction: Transaction) => void;
};

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opens(request: Request): void {
  request.onupgradeneeded?.();
  request.onsuccess?.();
}

/** A browser with databases that do as told, and by default all that they should. */
function databaseThat(faults: Faults) {
  const { open: opening = opens, end = ({ oncomplete }) => oncomplete?.() } = faults;
  const close = vi.fn();
  const deleteDatabase = vi.fn();
  const transaction = () => {
    faults.transaction?.();
    const begun: Transaction = { objectStore: () => ({ put: () => faults.put?.() }) };
    queueMicrotask(() => end(begun));
    return begun;
  };
  const open = () => {
    const result = { close, transaction, createObjectStore: () => undefined };
    const request: Request = { result };
    queueMicrotask(() => opening(request));
    return request;
  };
  vi.stubGlobal("indexedDB", { open, deleteDatabase });
  return { close, deleteDatabase };
}

function refuse(name: string): () => never {
  return () => {
    throw new DOMException("", name);
  };
}

test("a browser that writes to a database can keep passkeys, and nothing of the trial stays", async () => {
  const { close, deleteDatabase } = databaseThat({});
  expect(await canStorePasskeys()).toBe(true);
  expect(close).toHaveBeenCalledOnce();
  expect(deleteDatabase).toHaveBeenCalledOnce();
});

test("a browser whose databases fail to open cannot", async () => {
  databaseThat({ open: (request) => request.onerror?.() });
  expect(await canStorePasskeys()).toBe(false);
});

test("a browser that throws at the attempt cannot", async () => {
  vi.stubGlobal("indexedDB", { open: refuse("SecurityError") });
  expect(await canStorePasskeys()).toBe(false);
});

test.each([undefined, null])("a browser whose indexedDB is %s cannot", async (value) => {
  vi.stubGlobal("indexedDB", value);
  expect(await canStorePasskeys()).toBe(false);
});

const NAMES = ["InvalidStateError", "NotFoundError", "UnknownError", "QuotaExceededError"];

test.each(NAMES)("a browser whose transactions throw %s cannot", async (name) => {
  const { close, deleteDatabase } = databaseThat({ transaction: refuse(name) });
  expect(await canStorePasskeys()).toBe(false);
  expect(close).toHaveBeenCalledOnce();
  expect(deleteDatabase).toHaveBeenCalledOnce();
});

test.each(NAMES)("a browser that throws %s at writing cannot", async (name) => {
  databaseThat({ put: refuse(name) });
  expect(await canStorePasskeys()).toBe(false);
});

test.each(["onabort", "onerror"] as const)(
  "a browser whose writing ends in %s cannot",
  async (end) => {
    databaseThat({ end: (transaction) => transaction[end]?.() });
    expect(await canStorePasskeys()).toBe(false);
  },
);

test("a browser that does not answer is left to the SDK's own limit", async () => {
  vi.useFakeTimers();
  databaseThat({ open: () => undefined });
  const verdict = canStorePasskeys();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await verdict).toBe(true);
});
