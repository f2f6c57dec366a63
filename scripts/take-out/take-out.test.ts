import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Draft, draftOf, isThere, textOf } from "./draft.ts";
import type { Part } from "./part.ts";
import { PARTS } from "./parts.ts";
import { planPart } from "./plan-part.ts";
import { planTakeOut, takeOut } from "./take-out.ts";

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
const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(place, path)).isFile())
    .map((path) => [path, read(path)]);

/** Parts that change the same lines. */
const CLASHES = ["github auth-js"];

/** Copies what these parts look at. */
function copyFilesOf(names: readonly string[]): void {
  for (const { deletes, edits, adds } of Object.values(partsNamed(names))) {
    const places = [...deletes, ...Object.keys(edits), ...(adds === undefined ? [] : [adds])];
    for (const path of [...places, "package.json"]) {
      cpSync(path, join(folder, path), { recursive: true });
    }
  }
}

const pairs = Object.keys(PARTS).flatMap((one, index, names) =>
  names.slice(index + 1).map((other) => [one, other] as const),
);
/** Parts in this order. */
const partsNamed = (names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => Object.entries(PARTS).filter(([other]) => other === name)),
  );
const oneByOne = (names: readonly string[]) =>
  Object.values(partsNamed(names)).reduce((draft, part) => {
    const step = planPart(draft, part);
    if ("problems" in step) throw new Error(step.problems.join("\n"));
    return step.draft;
  }, draftOf("."));
const outcomeOf = (draft: Draft) => {
  const isInside = (path: string) => draft.deleted.some((gone) => path.startsWith(`${gone}/`));
  return {
    deleted: draft.deleted.filter((path) => !isInside(path)).toSorted(),
    written: Object.fromEntries(draft.written),
  };
};

test.each(Object.entries(PARTS))("%s fits the app as it is now", (name, part) => {
  const { steps } = planTakeOut(".", { [name]: part });
  expect(steps.flatMap(({ changes }) => changes.missing)).toEqual([]);
});

const IMPORT = /(?:from|import\() ?"@\/([^"]+)"/g;
const SOURCES = ["app", "components", "lib"].flatMap((name) =>
  readdirSync(name, { recursive: true, encoding: "utf8" }).map((path) => join(name, path)),
);

/** @returns what is imported and not there, with the file that imports it */
const lostImports = (draft: Draft): string[] => {
  const files = [...SOURCES, ...draft.written.keys()].filter((path) => /\.tsx?$/.test(path));
  return [...new Set(files.filter((file) => isThere(draft, file)))].flatMap((file) => {
    const imported = [...textOf(draft, file).matchAll(IMPORT)].map(([, path = ""]) => path);
    return imported
      .filter((path) => !["", ".ts", ".tsx"].some((end) => isThere(draft, path + end)))
      .map((path) => `${file}: ${path}`);
  });
};

test.each(Object.entries(PARTS))("without %s, what is left imports only that", (name, part) => {
  expect(lostImports(planTakeOut(".", { [name]: part }).draft)).toEqual([]);
});

test.each(pairs.filter((pair) => !CLASHES.includes(pair.join(" "))))(
  "%s and %s go together or one by one, with the same result in either order",
  (one, other) => {
    const expected = outcomeOf(planTakeOut(".", partsNamed([one, other])).draft);
    expect(outcomeOf(oneByOne([one, other]))).toEqual(expected);
    expect(outcomeOf(oneByOne([other, one]))).toEqual(expected);
  },
);

test.each(pairs.filter((pair) => CLASHES.includes(pair.join(" "))))(
  "%s and %s are refused together, and nothing changes",
  (one, other) => {
    copyFilesOf([one, other]);
    const before = filesIn(folder);
    for (const names of [
      [one, other],
      [other, one],
    ]) {
      expect(() => takeOut(folder, partsNamed(names))).toThrow(
        `${names.join(" and ")} change the same lines`,
      );
    }
    expect(filesIn(folder)).toEqual(before);
  },
);

test.each(["github", "auth-js"])("all parts but %s go one by one, in either order", (left) => {
  const names = Object.keys(PARTS).filter((name) => name !== left);
  expect(outcomeOf(oneByOne(names))).toEqual(outcomeOf(oneByOne(names.toReversed())));
});

test("of three parts, the two that clash are named", () => {
  expect(() => planTakeOut(".", partsNamed(["landing-page", "github", "auth-js"]))).toThrow(
    /^github and auth-js change/,
  );
});

const nothing: Part = { what: "", deletes: [], edits: {} };
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
  expect(takeOut(folder, { part }).steps).toMatchObject([
    { changes: { deleted: ["gone"], missing: [] } },
  ]);
  expect(existsSync(join(folder, "gone"))).toBe(false);
  expect(read("kept.ts")).toBe("2\nthree\n");
});

test.each([
  ["is not there", "one\nthree\n"],
  ["is there twice", "one\ntwo\ntwo\n"],
])("a text that %s is named, and nothing changes", (_, text) => {
  write("gone/file.ts", "");
  write("kept.ts", text);
  expect(() => takeOut(folder, { part })).toThrow(/^kept\.ts does not have once: two$/);
  expect(existsSync(join(folder, "gone"))).toBe(true);
  expect(read("kept.ts")).toBe(text);
});

test("what another part has deleted is reported", () => {
  expect(takeOut(folder, { part }).steps).toMatchObject([
    { changes: { missing: ["gone", "kept.ts"] } },
  ]);
});

test("parts that go together in one order alone go in that order", () => {
  write("kept.ts", "one\n");
  const edit = (from: string, to: string): Part => ({
    ...nothing,
    edits: { "kept.ts": [[from, to]] },
  });
  takeOut(folder, { late: edit("two", "three"), early: edit("one", "two") });
  expect(read("kept.ts")).toBe("three\n");
});

test("packages leave, or become those of the app", () => {
  const manifest = { name: "x", dependencies: { a: "1" }, devDependencies: { b: "2", c: "3" } };
  write("package.json", JSON.stringify(manifest));
  takeOut(folder, { part: { ...nothing, packages: { removes: ["a"], moves: ["b"] } } });
  expect(JSON.parse(read("package.json"))).toEqual({
    name: "x",
    dependencies: { b: "2" },
    devDependencies: { c: "3" },
  });
});
