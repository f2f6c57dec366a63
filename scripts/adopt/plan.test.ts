import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appWith, folderWith, PACKAGE } from "../../tests/support/app-to-adopt.ts";
import { apply } from "./apply.ts";
import { planAdoption } from "./plan.ts";

const plan = (folder: string, withEmulator = false) => planAdoption(folder, { withEmulator });

test("an app gets every file once, and a second run changes nothing", () => {
  const folder = appWith();
  const first = plan(folder);
  apply(first);
  expect(first.copied).toContain("app/(passkeys)/sign-in/page.tsx");
  expect(first.copied.filter((path) => /\.test\.|site-/.test(path))).toEqual([]);
  const second = plan(folder);
  expect([second.copied, second.packages]).toEqual([[], []]);
  expect(second.kept).toEqual(first.copied);
});

test("a pretended run writes nothing", () => {
  const folder = appWith();
  plan(folder, true);
  expect(readFileSync(join(folder, "package.json"), "utf8")).toBe(JSON.stringify(PACKAGE));
});

test.each([
  ["proxy.ts", "proxy.ts"],
  ["auth.ts", "auth.ts"],
  ["instrumentation.ts", "instrumentation.ts"],
  [".env.example", ".env.example"],
  ["lib/log.ts", "lib/log.ts"],
  ["middleware.ts", "proxy.ts"],
  ["instrumentation.js", "instrumentation.ts"],
  ["pages/account.tsx", "app/(passkeys)/account/page.tsx"],
  ["app/api/health/route.ts", "app/(passkeys)/api/health/route.ts"],
  ["app/(shop)/account/page.jsx", "app/(passkeys)/account/page.tsx"],
])("%s of the app stays as it is, and is named with what to do", (path, conflicting) => {
  const folder = appWith({ [path]: "// mine" });
  const made = plan(folder);
  expect(made.conflicts).toContainEqual({
    path: conflicting,
    what: expect.any(String),
    todo: expect.stringMatching(/\w+ /),
  });
  expect(made.copied).not.toContain(conflicting);
  apply(made);
  expect(readFileSync(join(folder, path), "utf8")).toBe("// mine");
});

test("another version of a package is a conflict, and stays", () => {
  const folder = appWith();
  const made = plan(folder);
  expect(made.conflicts.map(({ what }) => what)).toContain("asks for zod ^3");
  apply(made);
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  expect(dependencies).toMatchObject({ next: "16.4.5", zod: "^3", jose: expect.any(String) });
});

test("a file that appears after the plan is not overwritten", () => {
  const folder = appWith();
  const made = plan(folder);
  writeFileSync(join(folder, "auth.ts"), "// mine");
  expect(() => apply(made)).toThrow(/EEXIST/);
  expect(readFileSync(join(folder, "auth.ts"), "utf8")).toBe("// mine");
});

test.each([
  ["app/page.tsx", '"@/*": ["./*"]'],
  ["src/app/page.tsx", '"@/*": ["./src/*"]'],
])("an app with %s and without the import alias is told it", (page, alias) => {
  const config = { compilerOptions: { paths: {} as Record<string, string[]> } };
  const without = plan(
    folderWith({
      "package.json": JSON.stringify(PACKAGE),
      [page]: "",
      "tsconfig.json": JSON.stringify(config),
    }),
  );
  expect(without.steps).toContainEqual({
    path: "tsconfig.json",
    todo: expect.stringContaining(alias),
  });
  config.compilerOptions.paths["@/*"] = ["./*"];
  const having = plan(
    folderWith({
      "package.json": JSON.stringify(PACKAGE),
      [page]: "",
      "tsconfig.json": JSON.stringify(config),
    }),
  );
  expect(having.steps.filter(({ todo }) => todo.includes("@/*"))).toEqual([]);
});

test("only with the emulator asked for does it come along", () => {
  const folder = appWith();
  expect(plan(folder).copied.filter((path) => path.startsWith("passkey-emulator"))).toEqual([]);
  const made = plan(folder, true);
  expect(made.copied).toContain("passkey-emulator/scripts/emulator.ts");
  expect(made.packages).toContainEqual(
    expect.objectContaining({ name: "msw", kind: "devDependencies" }),
  );
});

test.each([
  ["an empty folder", {}, /no package.json/],
  ["an app without Next.js", { "package.json": "{}" }, /does not depend on Next.js/],
  ["a broken package.json", { "package.json": "{" }, /not the package.json/],
  ["an app with a Pages Router", { "package.json": JSON.stringify(PACKAGE) }, /no App Router/],
])("%s is refused by name", (_, files: Record<string, string>, message) => {
  expect(() => plan(folderWith(files))).toThrow(message);
});

test.each([
  ["cacheComponents: true", "turns Cache Components off"],
  ["trailingSlash: true", "the passkey pages answer without one"],
  ['{ key: "Content-Security-Policy" }', "keep your Content-Security-Policy off"],
])("a configuration with %s is named with what it means", (setting, meaning) => {
  const { steps } = plan(
    appWith({ "next.config.mjs": `export default withPasskeys({ ${setting} });` }),
  );
  const todo = expect.stringContaining(meaning);
  expect(steps).toContainEqual({ path: "next.config.mjs", todo });
});
