import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { importsIn, sourcesIn } from "./module-graph.ts";

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Writes a project and returns its folder. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "module-graph-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const TARGETS = { "lib/x.ts": "", "lib/y/index.tsx": "", "lib/style.css": "" };

/** What `app/a.ts` imports at run time when it holds this line. */
function targetsOf(line: string): string[] {
  const root = project({ ...TARGETS, "app/a.ts": line });
  return importsIn(root, ["app"]).map(({ to }) => to);
}

test.each([
  ['import { x } from "../lib/x.ts";', "lib/x.ts"],
  ['import { x, type X } from "../lib/x";', "lib/x.ts"],
  ['import * as x from "@/lib/x";', "lib/x.ts"],
  ['import "@/lib/x";', "lib/x.ts"],
  ['export { x } from "@/lib/x";', "lib/x.ts"],
  ['export * from "@/lib/x";', "lib/x.ts"],
  ['export * as x from "@/lib/x";', "lib/x.ts"],
  ['export const x = () => import("../lib/x");', "lib/x.ts"],
  ["export const x = () => import(`../lib/x.ts`);", "lib/x.ts"],
  ['import { y } from "@/lib/y";', "lib/y/index.tsx"],
])("counts %s", (line, to) => {
  expect(targetsOf(line)).toEqual([to]);
});

test.each([
  'import type { X } from "../lib/x";',
  'import { type X } from "../lib/x";',
  'export type { X } from "../lib/x";',
  'export { type X } from "../lib/x";',
  'export type * from "../lib/x";',
  'export type X = import("../lib/x").X;',
  'import { z } from "zod";',
  'import "../lib/style.css";',
  "export const load = (path: string) => import(path);",
  '// import { x } from "../lib/x";',
  "export const text = 'import { x } from \"../lib/x\";';",
])("leaves out %s", (line) => {
  expect(targetsOf(line)).toEqual([]);
});

test("counts one import where a file imports another one twice", () => {
  expect(targetsOf('import { x } from "@/lib/x";\nexport { y } from "@/lib/x";')).toEqual([
    "lib/x.ts",
  ]);
});

test("refuses an import of a file that does not exist", () => {
  expect(() => targetsOf('import { z } from "@/lib/z";')).toThrow(/app\/a\.ts.*"@\/lib\/z"/);
});

test("refuses a file that does not parse", () => {
  expect(() => targetsOf("import {")).toThrow(/app\/a\.ts does not parse/);
});

test("reads files and folders, without tests", () => {
  const root = project({ ...TARGETS, "auth.ts": "", "lib/x.test.ts": "", "proxy.ts": "" });
  expect(sourcesIn(root, ["lib", "auth.ts"])).toEqual(["auth.ts", "lib/x.ts", "lib/y/index.tsx"]);
});
