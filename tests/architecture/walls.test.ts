import { expect, test } from "vitest";
import { circlesOfFiles, circlesOfFolders, described } from "../../scripts/house/circles.ts";
import { importsIn, reachedFrom } from "../../scripts/house/module-graph.ts";

/** Files and folders that belong together. No file imports itself through others. */
const HOUSES = [
  ["mocks"],
  ["app", "components", "lib", "auth.ts", "proxy.ts", "instrumentation.ts"],
];
/** Houses in which no folder imports itself through others either. */
const WALLED = [["mocks"], ["lib"], ["app", "components"]];

const importsOf = (places: string[]) => importsIn(process.cwd(), places);
const named = (houses: string[][]) =>
  houses.map((places) => ({ house: places.join(" and "), places }));

test.each(named(HOUSES))("there are imports to check in $house", ({ places }) => {
  expect(importsOf(places).length).toBeGreaterThan(20);
});

test.each(named(HOUSES))("no files in $house import each other in a circle", ({ places }) => {
  expect(circlesOfFiles(importsOf(places)).map(described)).toEqual([]);
});

test.each(named(WALLED))("no folders in $house import each other in a circle", ({ places }) => {
  expect(circlesOfFolders(importsOf(places)).map(described)).toEqual([]);
});

test("nothing below auth.ts imports it", () => {
  const importers = importsOf(["lib", "components"]).filter(({ to }) => to === "auth.ts");
  expect(importers).toEqual([]);
});

test("the proxy imports no database, session or audit code", () => {
  const reached = reachedFrom("proxy.ts", importsOf(["proxy.ts", "lib"]));
  expect(reached).toContain("lib/proxy/content-security-policy.ts");
  expect(reached.filter((path) => /^lib\/(database|sessions|audit)\//.test(path))).toEqual([]);
});
