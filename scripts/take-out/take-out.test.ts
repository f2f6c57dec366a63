import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Part } from "./part.ts";
import { PARTS } from "./parts.ts";
import { planChanges, takeOut } from "./take-out.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "take-out-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const read = (path: string) => readFileSync(join(folder, path), "utf8");

test.each(Object.entries(PARTS))("%s fits the app as it is now", (_, part) => {
  expect(planChanges(".", part).missing).toEqual([]);
});

test("all parts but Auth.js can be taken out one after the other, in any order", () => {
  const { "auth-js": _, ...others } = PARTS;
  for (const order of [Object.values(others), Object.values(others).reverse()]) {
    for (const path of order.flatMap(({ deletes, edits }) => [...deletes, ...Object.keys(edits)])) {
      cpSync(path, join(folder, path), { recursive: true });
    }
    for (const part of order) takeOut(folder, { ...part, adds: undefined });
  }
});

const part: Part = {
  what: "a part",
  deletes: ["gone"],
  edits: {
    "kept.ts": [
      ["one\n", ""],
      ["two", "2"],
    ],
  },
};

test("files go, lines change, and the rest stays", () => {
  write("gone/file.ts", "");
  write("kept.ts", "one\ntwo\nthree\n");
  expect(takeOut(folder, part)).toMatchObject({ deleted: ["gone"], missing: [] });
  expect(existsSync(join(folder, "gone"))).toBe(false);
  expect(read("kept.ts")).toBe("2\nthree\n");
});

test.each([
  ["is not there", "one\nthree\n"],
  ["is there twice", "one\ntwo\ntwo\n"],
])("a text that %s is named, and nothing changes", (_, text) => {
  write("gone/file.ts", "");
  write("kept.ts", text);
  expect(() => takeOut(folder, part)).toThrow(/^kept\.ts does not have once: two$/);
  expect(existsSync(join(folder, "gone"))).toBe(true);
  expect(read("kept.ts")).toBe(text);
});

test("what another part has deleted is reported", () => {
  expect(takeOut(folder, part).missing).toEqual(["gone", "kept.ts"]);
});

test("packages leave, or become those of the app", () => {
  const manifest = { name: "x", dependencies: { a: "1" }, devDependencies: { b: "2", c: "3" } };
  write("package.json", JSON.stringify(manifest));
  takeOut(folder, { what: "", deletes: [], edits: {}, packages: { removes: ["a"], moves: ["b"] } });
  expect(JSON.parse(read("package.json"))).toEqual({
    name: "x",
    dependencies: { b: "2" },
    devDependencies: { c: "3" },
  });
});
