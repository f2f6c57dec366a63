import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withCurrentTable } from "../../scripts/security-table.ts";

const POINTS = [...Array.from({ length: 25 }, (_, index) => index + 1), 33];
const text = readFileSync("docs/security.md", "utf8");

test("the table of docs/security.md is the one that the tests make (npm run security-table)", () => {
  expect(withCurrentTable(text)).toBe(text);
});

test.each(POINTS)("point %i of the checklist has a test that is named by its number", (point) => {
  expect(text).toMatch(new RegExp(`^\\| ${point} \\| \\S`, "m"));
});
