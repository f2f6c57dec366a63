import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** @returns tracked and new source files below the given places, without tests. */
function sources(...places: string[]): string[] {
  const listing = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...places],
    { encoding: "utf8" },
  );
  return listing
    .split("\n")
    .filter(
      (path) => existsSync(path) && /\.tsx?$/.test(path) && !/\.(test|e2e)\.tsx?$/.test(path),
    );
}

/** @returns the matching lines of the files, as `path: line`. */
function mentions(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

const APP = [
  "app",
  "components",
  "lib",
  "auth.ts",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
];

test("there are source files to check", () => {
  expect(sources(...APP).length).toBeGreaterThan(40);
  expect(sources("mocks").length).toBeGreaterThan(10);
});

test("the app does not mention the emulator", () => {
  expect(mentions(sources(...APP), /mocks|emulator|\bmsw\b/i)).toEqual([]);
});

test("the emulator imports nothing of the app", () => {
  expect(
    mentions(sources("mocks"), /from "(@\/|\.\.\/(\.\.\/)?(app|components|lib|auth))/),
  ).toEqual([]);
});

test("only the configuration reads the process environment", () => {
  const readers = mentions(sources(...APP), /process\.env/).map((mention) => mention.split(":")[0]);
  // NODE_ENV and NEXT_RUNTIME are constants of the build.
  expect([...new Set(readers)].sort()).toEqual([
    "instrumentation.ts",
    "lib/env/env.ts",
    "next.config.ts",
  ]);
});

test("pages and components reach the cloud through use cases only", () => {
  const direct = /lib\/beyond-identity\/cloud\/|lib\/oidc\//;
  expect(mentions(sources("app", "components"), direct)).toEqual([]);
});

test("use cases import no pages", () => {
  expect(mentions(sources("lib"), /from "@\/(app|components)/)).toEqual([]);
});

test("components import no routes", () => {
  expect(mentions(sources("components"), /"(@|\.\.)\/(.*\/)?app\//)).toEqual([]);
});

test("a route imports its own files and those of folders above it, no other route's", () => {
  const foreign = sources("app").flatMap((path) =>
    mentions([path], /"(@\/app|\.\.)\//).filter((line) => {
      const folder = /"@\/(app\/(?:.*\/)?)[^/]*"/.exec(line)?.[1];
      // A private folder (`_name`) belongs to the route that it is in.
      const ownRoute = folder?.replace(/_[^/]+\/$/, "");
      const isOwn = path.slice(0, path.lastIndexOf("/") + 1) === ownRoute;
      return folder === undefined || !(isOwn || path.startsWith(folder));
    }),
  );
  expect(foreign).toEqual([]);
});

test("the vendor's wire format stays in its own folder", () => {
  const words = /credential_binding|traits_v0|primary_email_address|invokeAuthenticator/;
  const outside = sources(...APP).filter((path) => !path.startsWith("lib/beyond-identity/"));
  expect(mentions(outside, words)).toEqual([]);
});

test("no link or script moves to another page in place, with the policy of the page before", () => {
  const ways = /next\/(?:link|form)"|\buseRouter\b/;
  expect(mentions(sources(...APP, "examples/short-home"), ways)).toEqual([]);
});

test("a component that uses React's hooks says that it is a client component", () => {
  const unmarked = sources("app", "components").filter(
    (path) =>
      path.endsWith(".tsx") &&
      mentions([path], /^import .*\buse(?:Effect|State|Ref|ActionState)\b.* from "react"/).length >
        0 &&
      mentions([path], /^"use client";/).length === 0,
  );
  expect(unmarked).toEqual([]);
});

test("one file loads the SDK, and only in a browser", () => {
  expect(mentions(sources(...APP), /new URL\("@beyondidentity\/bi-sdk-js/)).toHaveLength(1);
  const statically = /^import (?!type).*"@beyondidentity\/bi-sdk-js"/;
  expect(mentions(sources(...APP), statically)).toEqual([]);
});
