import { expect, test } from "vitest";
import { circlesOfFiles, circlesOfFolders, described } from "./circles.ts";

const imports = (...arrows: string[]) =>
  arrows.map((arrow) => {
    const [from = "", to = ""] = arrow.split(" -> ");
    return { from, to };
  });

const members = (found: { members: string[] }[]) => found.map((circle) => circle.members);

test("files that import each other, even through others, are a circle", () => {
  const found = circlesOfFiles(
    imports("a.ts -> b.ts", "b.ts -> c.ts", "c.ts -> a.ts", "c.ts -> d.ts", "e.ts -> a.ts"),
  );
  expect(members(found)).toEqual([["a.ts", "b.ts", "c.ts"]]);
});

test("two circles are reported separately", () => {
  const found = circlesOfFiles(
    imports("a.ts -> b.ts", "b.ts -> a.ts", "b.ts -> c.ts", "c.ts -> d.ts", "d.ts -> c.ts"),
  );
  expect(members(found)).toHaveLength(2);
  expect(members(found)).toEqual(
    expect.arrayContaining([
      ["a.ts", "b.ts"],
      ["c.ts", "d.ts"],
    ]),
  );
});

test("a file that imports itself is a circle", () => {
  expect(members(circlesOfFiles(imports("a.ts -> a.ts")))).toEqual([["a.ts"]]);
});

test("two paths to one file are no circle", () => {
  const diamond = imports("a.ts -> b.ts", "a.ts -> c.ts", "b.ts -> d.ts", "c.ts -> d.ts");
  expect(circlesOfFiles(diamond)).toEqual([]);
});

test("folders can form a circle when files do not", () => {
  const both = imports("x/a.ts -> y/b.ts", "y/c.ts -> x/d.ts");
  expect(circlesOfFiles(both)).toEqual([]);
  expect(members(circlesOfFolders(both))).toEqual([["x", "y"]]);
});

test("a folder and a folder inside it are two folders", () => {
  const found = circlesOfFolders(imports("x/a.ts -> x/y/b.ts", "x/y/c.ts -> x/d.ts"));
  expect(members(found)).toEqual([["x", "x/y"]]);
});

test("imports inside one folder are no circle of folders", () => {
  expect(circlesOfFolders(imports("x/a.ts -> x/b.ts", "x/b.ts -> x/a.ts"))).toEqual([]);
});

test("the description of a circle has its members and their imports", () => {
  const found = circlesOfFolders(
    imports("x/a.ts -> y/b.ts", "y/c.ts -> x/d.ts", "x/a.ts -> z/e.ts"),
  );
  expect(found.map(described)).toEqual(["x, y\n  x/a.ts -> y/b.ts\n  y/c.ts -> x/d.ts"]);
});

test("the only import in its direction comes first", () => {
  const found = circlesOfFolders(
    imports("x/a.ts -> y/b.ts", "x/c.ts -> y/b.ts", "y/d.ts -> x/e.ts"),
  );
  expect(found[0]?.imports[0]).toEqual({ from: "y/d.ts", to: "x/e.ts" });
});
