import { expect, test } from "vitest";
import { diagnose } from "../../tests/support/doctor/diagnose.ts";
import { SET_UPS, type SetUpName } from "../../tests/support/doctor/set-ups.ts";

const names = Object.keys(SET_UPS) as SetUpName[];

test.each(names)("a healthy set-up raises no alarm: %s", async (name) => {
  const { ok, summary, checks } = await diagnose(name);
  expect(checks.filter(({ status }) => status !== "pass" && status !== "skip")).toEqual([]);
  expect(ok).toBe(true);
  expect(summary.pass).toBeGreaterThan(name === "hosted" ? 18 : 30);
});
