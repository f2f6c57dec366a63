import { expect, test } from "vitest";
import { diagnose } from "../../tests/support/doctor/diagnose.ts";
import { TROUBLES } from "../../tests/support/doctor/troubles.ts";
import { CHECKS } from "./checks.ts";

test.each(TROUBLES)("$name is named by $check alone", async (trouble) => {
  const { checks } = await diagnose(trouble.in, trouble.plant);
  const alarms = checks.filter(({ status }) => status !== "pass" && status !== "skip");
  expect(alarms.map(({ id, status }) => [id, status])).toEqual([
    [trouble.check, trouble.status ?? "fail"],
  ]);
  const [alarm] = alarms;
  expect(alarm?.saw).toMatch(trouble.says);
  expect(alarm?.next).not.toBe("");
});

test("every check that can raise an alarm has a trouble", () => {
  const proved = new Set(TROUBLES.map(({ check }) => check));
  expect(CHECKS.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
  expect(TROUBLES.length).toBeGreaterThanOrEqual(40);
});
