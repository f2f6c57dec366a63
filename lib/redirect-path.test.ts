import { expect, test } from "vitest";
import { authPagePath, postSignInPath, safeRedirectPath } from "./redirect-path";

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

test.each([
  [["/account/add", "/other"], "/account/add"],
  [["//evil.example", "/account/add"], "/account"],
  [["/account/add", "//evil.example"], "/account/add"],
  [[["/account/add"]], "/account"],
  [[], "/account"],
])(
  "29: an open redirect by a target given twice, %j: the first counts, and is guarded",
  (target, path) => {
    expect(safeRedirectPath(target)).toBe(path);
    expect(postSignInPath(target)).toBe(path);
  },
);

const OWN = "https://app.example";

test.each([
  [`${OWN}/account/add?x=1#y`, "/account/add?x=1#y"],
  [`${OWN}`, "/"],
  ["HTTPS://APP.EXAMPLE/account/add", "/account/add"],
  ["/account/add", "/account/add"],
])("an absolute address of our own, such as %s, is a path", (target, path) => {
  expect(safeRedirectPath(target, OWN)).toBe(path);
});

test.each([
  "https://app.example.evil.example/x",
  "https://evil.example/https://app.example/",
  "http://app.example/x",
  "https://app.example:444/x",
  "https://app.example@evil.example/x",
  "https://app.example//evil.example",
  "https://app.example/\\evil.example",
  "blob:https://app.example/x",
  "//app.example/x",
])("29: an open redirect by %j beside our own origin ends at the account page", (target) => {
  expect(safeRedirectPath(target, OWN)).toBe("/account");
});

test.each([
  ["/sign-in?redirectTo=%2Faccount%2Fadd", "/account/add"],
  [`/sign-in?callbackUrl=${encodeURIComponent(`${OWN}/account/add`)}`, "/account/add"],
  ["/auth-error?error=x&redirectTo=%2Faccount%2Fadd", "/account/add"],
  ["/auth-error?error=x", "/account"],
  ["/bind?job_id=1", "/account"],
  ["/bi-authenticate?request=x", "/account"],
  ["/sign-in?redirectTo=https%3A%2F%2Fevil.example", "/account"],
  ["/sign-in?redirectTo=%2Fsign-in%3FredirectTo%3D%2Fx", "/account"],
  ["/sign-in", "/sign-in"],
  ["/register?from=x", "/register?from=x"],
])("a sign-in for %s lands at %s", (target, path) => {
  expect(postSignInPath(target, OWN)).toBe(path);
});

test("a page on the way keeps where the way leads, and leaves out what goes without saying", () => {
  expect(authPagePath("/sign-in", {})).toBe("/sign-in");
  expect(authPagePath("/sign-in", { target: "/account" })).toBe("/sign-in");
  expect(authPagePath("/auth-error", { target: "/a?b=c", error: "x" })).toBe(
    "/auth-error?error=x&redirectTo=%2Fa%3Fb%3Dc",
  );
});
