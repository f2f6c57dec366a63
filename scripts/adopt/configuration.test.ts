import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { NextConfig } from "next";
import {
  getRedirectUrl,
  unstable_getResponseFromNextConfig,
} from "next/experimental/testing/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import starter from "../../next.config.ts";
import { LEFT_TO_THE_APP } from "./configuration.ts";
import { sourceFiles } from "./sources.ts";

const NEEDED = /^passkeys\.config|^lib\/(next-config|static-files)\//;

let folder: string;
let withPasskeys: (config: NextConfig) => NextConfig;
beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  folder = mkdtempSync(join(tmpdir(), "configured-"));
  for (const { path, contents } of sourceFiles({ folder, base: "", package: MANIFEST }, false)) {
    if (!NEEDED.test(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  const adopted = await import(pathToFileURL(join(folder, "passkeys.config.ts")).href);
  withPasskeys = adopted.withPasskeys;
});
afterAll(() => rmSync(folder, { recursive: true }));

const MANIFEST = { dependencies: {}, devDependencies: {}, scripts: {} };
const RULE = { source: "/old", destination: "/new" };
const REDIRECT = { ...RULE, permanent: true };
const HEADER = { source: "/old", headers: [{ key: "A", value: "b" }] };
const forPage = (page: string) =>
  expect.objectContaining({ source: expect.stringContaining(`|${page}|`) });
const forStaticFile = expect.objectContaining({ source: expect.stringContaining("/_next/static") });
const afterBuild = vi.fn(async () => {});

type Both<Setting extends keyof NextConfig> = [theirs: NextConfig[Setting], together: unknown];

/** For each setting of the starter, what an app has there, and what must come out of it. */
const SETTINGS: { [Setting in keyof NextConfig]: Both<Setting> } = {
  experimental: [{ optimizeCss: true }, { optimizeCss: true, serverMinification: false }],
  serverExternalPackages: [["sharp"], expect.arrayContaining(["sharp", "pg"])],
  outputFileTracingIncludes: [
    { "/*": ["mails/**"], "/shop": ["prices/**"] },
    { "/*": ["mails/**", "lib/database/migrations/**"], "/shop": ["prices/**"] },
  ],
  logging: [
    { fetches: { fullUrl: true }, incomingRequests: { ignore: [/^\/shop/] } },
    {
      fetches: { fullUrl: true },
      incomingRequests: { ignore: expect.arrayContaining([/^\/shop/, /^\/bind/]) },
    },
  ],
  compiler: [
    { styledComponents: true },
    { styledComponents: true, runAfterProductionCompile: expect.any(Function) },
  ],
  skipTrailingSlashRedirect: [false, true],
  redirects: [() => [REDIRECT], expect.arrayContaining([REDIRECT, forPage("bind")])],
  headers: [() => [HEADER], expect.arrayContaining([HEADER, forPage("bind")])],
  rewrites: [
    () => [RULE],
    { beforeFiles: expect.arrayContaining([forStaticFile]), afterFiles: [RULE], fallback: [] },
  ],
};

test.each(Object.entries(SETTINGS))(
  "%s of the app and of the starter both count",
  async (setting, [theirs, together]) => {
    const value: unknown = new Map(Object.entries(withPasskeys({ [setting]: theirs }))).get(
      setting,
    );
    expect(typeof value === "function" ? await value() : value).toEqual(together);
  },
);

test.each(LEFT_TO_THE_APP)("%s is the app's alone", (setting) => {
  expect(Object.keys(withPasskeys({}))).not.toContain(setting);
  expect(withPasskeys({ [setting]: "theirs" })).toHaveProperty(setting, "theirs");
});

test("each setting of the starter is combined with the app's or left to the app", () => {
  const known = [...Object.keys(SETTINGS), ...LEFT_TO_THE_APP];
  expect(Object.keys(starter).filter((setting) => !known.includes(setting))).toEqual([]);
});

test("settings that only the app has stay", () => {
  const theirs: NextConfig = { trailingSlash: true, images: { unoptimized: true }, distDir: "out" };
  expect(withPasskeys(theirs)).toMatchObject(theirs);
});

test("both do their work after a build, the app first", async () => {
  const { compiler } = withPasskeys({ compiler: { runAfterProductionCompile: afterBuild } });
  const build = { projectDir: ".", distDir: "not-there" };
  await expect(compiler?.runAfterProductionCompile?.(build)).rejects.toThrow(/not-there/);
  expect(afterBuild).toHaveBeenCalledWith(build);
});

test.each([
  ["a list", [RULE], { afterFiles: [RULE], fallback: [] }],
  ["lists by place", { fallback: [RULE] }, { afterFiles: [], fallback: [RULE] }],
  ["nothing", undefined, { afterFiles: [], fallback: [] }],
])("rewrites as %s stay beside the compressed files", async (_, theirs, expected) => {
  const { rewrites } = withPasskeys(theirs === undefined ? {} : { rewrites: () => theirs });
  expect(await rewrites?.()).toEqual({
    beforeFiles: expect.arrayContaining([forStaticFile]),
    ...expected,
  });
});

test.each<NextConfig["logging"]>([false, { incomingRequests: false }])(
  "logging of %j stays off",
  (logging) => {
    expect(withPasskeys({ logging }).logging).toEqual(logging);
  },
);

const redirect = async (nextConfig: NextConfig, url: string) =>
  getRedirectUrl(await unstable_getResponseFromNextConfig({ nextConfig, url }));
const OWN = ["/account", "/account/developer", "/sign-in", "/api/auth/csrf"];
const THEIRS = [
  "/",
  "/shop",
  "/accounts",
  "/a/B-1",
  "/2026",
  "/x.txt",
  "/.well-known/a",
  "/api/shop",
];
const SITES: [string, NextConfig][] = [
  ["without settings", {}],
  ["with trailingSlash", { trailingSlash: true }],
  ["that redirects slashes itself", { trailingSlash: true, skipTrailingSlashRedirect: true }],
];

test.each(SITES)("an app %s keeps the redirects of its own addresses", async (_, site) => {
  for (const path of THEIRS.flatMap((address) => [address, `${address.replace(/\/$/, "")}/`])) {
    expect([path, await redirect(withPasskeys(site), path)]).toEqual([
      path,
      await redirect(site, path),
    ]);
  }
});

test.each(SITES)("in an app %s the passkey pages have no slash at their end", async (_, site) => {
  for (const path of OWN) {
    expect(await redirect(withPasskeys(site), path)).toBeNull();
    expect(await redirect(withPasskeys(site), `${path}/`)).toBe(`https://example.com${path}`);
  }
  expect(await redirect(withPasskeys(site), "/api/backend/items/")).toBeNull();
});

test("redirects and headers of the app stay, and those of the starter are for its pages alone", async () => {
  const both = withPasskeys({ redirects: () => [REDIRECT], headers: () => [HEADER] });
  expect(await redirect(both, "/old")).toBe("https://example.com/new");
  const of = async (url: string) =>
    Object.fromEntries(
      (await unstable_getResponseFromNextConfig({ nextConfig: both, url })).headers,
    );
  expect(await of("/old")).toMatchObject({ a: "b" });
  expect(await of("/shop")).not.toHaveProperty("referrer-policy");
  expect(await of("/account")).toHaveProperty("referrer-policy");
});
