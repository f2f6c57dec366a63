import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { misbehaviourTables, withCurrentTables } from "../../scripts/misbehaviours/tables.ts";
import { VERDICTS } from "../../scripts/misbehaviours/verdicts.ts";

test("the tables of docs/misbehaviours.md are current (npm run misbehaviour-table)", () => {
  const text = readFileSync("docs/misbehaviours.md", "utf8");
  expect(withCurrentTables(text)).toBe(text);
});

test("a misbehaviour without a verdict is an error that names it", () => {
  const { "invalid-iss": _, ...others } = VERDICTS;
  expect(() => misbehaviourTables(others)).toThrow(/^invalid-iss has no verdict\.$/);
});

test("a verdict on nothing is an error that names it", () => {
  const more = { ...VERDICTS, "invalid-is": "a slip of the pen" };
  expect(() => misbehaviourTables(more)).toThrow(
    /^invalid-is is no misbehaviour of the emulator\.$/,
  );
});

test("a rule that is no longer in its file is an error that names both", () => {
  const check = { file: "lib/oidc/id-token.ts", rule: "requireThat(true" };
  const verdict = { ends: "/auth-error?error=x", log: "", checks: [check] as [typeof check] };
  expect(() => misbehaviourTables({ ...VERDICTS, expired: verdict })).toThrow(
    "expired names a rule that lib/oidc/id-token.ts does not have: requireThat(true",
  );
});
