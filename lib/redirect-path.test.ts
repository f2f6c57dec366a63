import { expect, test } from "vitest";
import { safeRedirectPath } from "./redirect-path";

test("a path of this app is kept with its query and fragment", () => {
  expect(safeRedirectPath("/account?tab=1#top")).toBe("/account?tab=1#top");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "https://evil.example",
  "https:evil.example",
  "HTTPS://evil.example",
  "https://app.invalid/x",
  "javascript:alert(1)",
  "/%09/../\\evil.example",
  "account",
  "",
  undefined,
  ["/account"],
])("29: an open redirect by %j ends at the account page", (target) => {
  expect(safeRedirectPath(target)).toBe("/account");
});
