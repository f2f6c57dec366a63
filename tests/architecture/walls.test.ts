import { expect, test } from "vitest";
import { circlesOfFiles, circlesOfFolders, described } from "../../scripts/house/circles.ts";
import { importsIn } from "../../scripts/house/module-graph.ts";

/** Files and folders that make one house: no file of it imports itself by a detour. */
const HOUSES = [["mocks"]];
/** Houses with walls: no folder of theirs imports itself by a detour either. */
const WALLED = [["mocks"]];

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
