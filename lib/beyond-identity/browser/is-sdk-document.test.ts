import { afterEach, expect, test, vi } from "vitest";
import { isSdkDocument } from "./is-sdk-document";

afterEach(() => vi.restoreAllMocks());

/** The router may have shown other pages since. */
function loadedAt(...addresses: string[]): void {
  const entries = addresses.map((name) => ({ name }) as PerformanceEntry);
  vi.spyOn(performance, "getEntriesByType").mockReturnValue(entries as PerformanceEntryList);
}

test.each([
  ["https://app.example/sign-in?redirectTo=%2Faccount", true],
  ["https://app.example/account", true],
  ["https://app.example/register", false],
  ["https://app.example/", false],
])("a document that was loaded at %s may run the SDK: %s", (address, expected) => {
  loadedAt(address);
  expect(isSdkDocument()).toBe(expected);
});

test("a browser that does not say what it loaded does not run the SDK", () => {
  loadedAt();
  expect(isSdkDocument()).toBe(false);
  loadedAt("document");
  expect(isSdkDocument()).toBe(false);
});
