import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { type Coverage, measureCoverage } from "../../scripts/emulator-page/coverage.ts";
import { claimsTable, declinedTable, withCurrentParts } from "../../scripts/emulator-page/page.ts";
import { testsOfProject } from "../../scripts/emulator-page/proofs.ts";

let coverage: Coverage[];
beforeAll(async () => {
  coverage = await measureCoverage();
}, 120_000);

test("docs/emulator.md matches what the emulator does, the tests and the examples (npm run emulator-page)", () => {
  const text = readFileSync("docs/emulator.md", "utf8");
  expect(withCurrentParts(text, coverage, testsOfProject())).toBe(text);
});

test("every operation of the API reference is measured, and 66 are emulated", () => {
  expect(coverage).toHaveLength(104);
  const emulated = coverage.filter(({ isEmulated }) => isEmulated);
  expect(emulated).toHaveLength(66);
  for (const { scopes, refuses } of emulated) {
    expect(scopes).not.toEqual([]);
    expect(refuses.map(({ why }) => why)).toContain("other tenant");
  }
});

test("a statement without a proof, or with one that does not exist, is an error that names it", () => {
  const tests = new Map([["a test", ["a.test.ts"]]]);
  const table = (names: string[]) =>
    claimsTable({ title: "A group", claims: [{ claim: "It works.", tests: names }] }, tests);
  expect(table(["a test"])).toContain("| It works. | a test (`a.test.ts`) |");
  expect(() => table([])).toThrow('"It works." has no proof.');
  expect(() => table(["another"])).toThrow('"It works." needs one test "another". There are 0.');
});

test("an operation that is declined without a reason, or emulated with one, is an error", () => {
  const none = { scopes: [], refuses: [], pages: false, filters: [] };
  const declined = (operation: string) => ({ operation, isEmulated: false, ...none });
  expect(() => declinedTable([declined("GET /v1/nowhere")])).toThrow("GET /v1/nowhere");
  expect(() => declinedTable([declined("GET /scim/")])).toThrow(
    "SSO configurations is not declined.",
  );
});
