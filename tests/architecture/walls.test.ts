import { expect, test } from "vitest";
import { circlesOfFiles, circlesOfFolders, described } from "../../scripts/house/circles.ts";
import { importsIn, reachedFrom } from "../../scripts/house/module-graph.ts";

/** Files and folders that make one house: no file of it imports itself by a detour. */
const HOUSES = [
  ["mocks"],
  ["app", "components", "lib", "auth.ts", "proxy.ts", "instrumentation.ts"],
];
/** Houses with walls: no folder of theirs imports itself by a detour either. */
const WALLED = [["mocks"], ["lib"], ["app", "components"]];

const importsOf = (places: string[]) => importsIn(process.cwd(), places);
const named = (houses: string[][]) =>
  houses.map((places) => ({ house: places.join(" and "), places }));

test.each(named(HOUSES))("there are imports to look at in $house", ({ places }) => {
  expect(importsOf(places).length).toBeGreaterThan(20);
});

test.each(named(HOUSES))("no circle of files in $house", ({ places }) => {
  expect(circlesOfFiles(importsOf(places)).map(described)).toEqual([]);
});

test.each(named(WALLED))("no circle of folders in $house", ({ places }) => {
  expect(circlesOfFolders(importsOf(places)).map(described)).toEqual([]);
});

test("nothing below auth.ts imports it", () => {
  const importers = importsOf(["lib", "components"]).filter(({ to }) => to === "auth.ts");
  expect(importers).toEqual([]);
});

test("the proxy reaches what a header needs, and no database", () => {
  const reached = reachedFrom("proxy.ts", importsOf(["proxy.ts", "lib"]));
  expect(reached).toContain("lib/proxy/content-security-policy.ts");
  expect(reached.filter((path) => /^lib\/(database|sessions|audit)\//.test(path))).toEqual([]);
});
