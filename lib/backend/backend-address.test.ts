import { expect, test } from "vitest";
import { backendAddress } from "./backend-address";

const base = new URL("https://api.example/v1");

test("a path below the base is kept, with its query", () => {
  expect(backendAddress(base, ["notes", "a b"], "?q=1")?.href).toBe(
    "https://api.example/v1/notes/a%20b?q=1",
  );
});

test("a slash at the end is kept, as Django's addresses have one", () => {
  expect(backendAddress(base, ["notes", ""], "?q=1")?.href).toBe(
    "https://api.example/v1/notes/?q=1",
  );
});

test.each([
  [["..", "admin"]],
  [["notes", "..", "..", "admin"]],
  [["."]],
  [["a/../../admin"]],
  [["..\\admin"]],
  [["a\u0000b"]],
  [["a\r\nHost: evil.example"]],
  [["", "evil.example"]],
  [["notes", "", "evil"]],
  [["notes", "", ""]],
  [["", ""]],
])("the path %j cannot leave the base", (segments) => {
  expect(backendAddress(base, segments, "")).toBeNull();
});

test("what stands encoded in a segment stays encoded, and never becomes a path", () => {
  expect(backendAddress(base, ["%2e%2e%2fadmin"], "")?.pathname).toBe("/v1/%252e%252e%252fadmin");
});

test("no segment can change the host", () => {
  expect(backendAddress(base, ["@evil.example"], "")?.host).toBe("api.example");
});
