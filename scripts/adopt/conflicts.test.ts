import { expect, test } from "vitest";
import { appWith } from "../../tests/support/app-to-adopt.ts";
import { conflictOf } from "./conflicts.ts";
import { planAdoption } from "./plan.ts";
import { routesOf } from "./routes.ts";
import { readTarget } from "./target.ts";

const IN_SRC = { "src/app/page.tsx": "export default 1;" };

const inTheWay = (path: string, theirs: string, folder: string) => {
  const source = { path, contents: Buffer.from("// of the starter") };
  const conflict = conflictOf(source, readTarget(folder), routesOf(folder));
  expect(conflict).toEqual({
    path,
    what: expect.stringContaining(`your ${theirs}`),
    todo: expect.stringMatching(/\w+ \w+/),
  });
  return conflict === "same" ? undefined : conflict?.todo;
};

test.each([
  ["auth.js", "auth.ts"],
  ["auth.mjs", "auth.ts"],
  ["auth/index.ts", "auth.ts"],
  ["src/auth.ts", "auth.ts"],
  ["instrumentation.js", "instrumentation.ts"],
  ["instrumentation.tsx", "instrumentation.ts"],
  ["src/instrumentation.ts", "instrumentation.ts"],
  ["proxy.js", "proxy.ts"],
  ["src/proxy.jsx", "proxy.ts"],
  ["lib/log.js", "lib/log.ts"],
  ["passkeys.config.mjs", "passkeys.config.ts"],
])("%s does the work of %s, so that one is not copied", (theirs, conflicting) => {
  inTheWay(conflicting, theirs, appWith({ [theirs]: "// mine" }));
});

test.each([
  ["src/auth.js", "src/auth.ts"],
  ["auth.ts", "src/auth.ts"],
  ["src/instrumentation.mjs", "src/instrumentation.ts"],
  ["proxy.ts", "src/proxy.ts"],
])("with sources in src, %s does the work of %s", (theirs, conflicting) => {
  inTheWay(conflicting, theirs, appWith({ ...IN_SRC, [theirs]: "// mine" }));
});

test.each([
  ["middleware.ts", {}, "proxy.ts"],
  ["middleware.js", {}, "proxy.ts"],
  ["src/middleware.ts", IN_SRC, "src/proxy.ts"],
])("%s is to become the proxy", (theirs, files, conflicting) => {
  const todo = inTheWay(conflicting, theirs, appWith({ ...files, [theirs]: "// mine" }));
  expect(todo).toContain("middleware-to-proxy");
});

test.each([
  ["pages/account.tsx", "account/page.tsx"],
  ["pages/account/index.jsx", "account/page.tsx"],
  ["pages/account/[[...rest]].tsx", "account/page.tsx"],
  ["pages/sign-in.mdx", "sign-in/page.tsx"],
  ["pages/api/health.ts", "api/health/route.ts"],
  ["pages/api/auth/[...nextauth].ts", "api/auth/[...nextauth]/route.ts"],
  ["pages/api/auth/[...all].ts", "api/auth/[...nextauth]/route.ts"],
  ["pages/api/sessions/[key].ts", "api/sessions/[id]/route.ts"],
  ["app/(shop)/api/auth/[...all]/route.ts", "api/auth/[...nextauth]/route.ts"],
])("%s answers an address of %s", (theirs, conflicting) => {
  inTheWay(`app/(passkeys)/${conflicting}`, theirs, appWith({ [theirs]: "// mine" }));
});

test("the Pages Router is found in src too", () => {
  const folder = appWith({ ...IN_SRC, "src/pages/account.tsx": "// mine" });
  inTheWay("src/app/(passkeys)/account/page.tsx", "src/pages/account.tsx", folder);
});

test("pages that answer no address of the starter are in nobody's way", () => {
  const theirs = [
    "pages/_app.tsx",
    "pages/accounts.tsx",
    "pages/[slug].tsx",
    "app/[...rest]/page.tsx",
  ];
  const folder = appWith(Object.fromEntries(theirs.map((path) => [path, "// mine"])));
  const { conflicts } = planAdoption(folder, { withEmulator: false });
  expect(conflicts.filter(({ path }) => path !== "package.json")).toEqual([]);
});
