import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SECURITY_GROUPS, type SecurityGroup } from "../../scripts/security-points.ts";
import { checklist, withCurrentTable } from "../../scripts/security-table.ts";

const text = readFileSync("docs/security.md", "utf8");

test("the checklist of docs/security.md matches the tests (npm run security-table)", () => {
  expect(withCurrentTable(text)).toBe(text);
});

test("the checklist has 34 points, each once", () => {
  const numbers = SECURITY_GROUPS.flatMap(({ points }) => Object.keys(points).map(Number));
  const all = Array.from({ length: 34 }, (_, index) => index + 1);
  expect(numbers.sort((a, b) => a - b)).toEqual(all);
});

test("a point without a test or a reason is an error that names it", () => {
  const groups: SecurityGroup[] = [
    {
      title: "A group",
      points: { 1: { title: "Shown." }, 2: { title: "Bare." }, 3: { title: "Bare, too." } },
    },
    { title: "Another", points: { 4: { title: "Left out.", notCovered: "it cannot be tested." } } },
  ];
  const proofs = [{ point: 1, name: "a test", file: "a.test.ts" }];
  expect(() => checklist(groups, proofs)).toThrow(
    /^Point 2 has neither .*: Bare\.\nPoint 3 has neither .*: Bare, too\.$/,
  );
});

test("a test of an unknown point is an error that names its file", () => {
  const proofs = [{ point: 35, name: "a test", file: "a.test.ts" }];
  expect(() => checklist([], proofs)).toThrow("a.test.ts names point 35, which does not exist.");
});
