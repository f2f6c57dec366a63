import { expect, test } from "vitest";
import { type Check, type Finding, fail, pass } from "../../../scripts/doctor/check.ts";
import { CHECKS } from "../../../scripts/doctor/checks.ts";
import { diagnose } from "../../support/doctor/diagnose.ts";
import { SET_UPS, type SetUpName } from "../../support/doctor/set-ups.ts";
import { TROUBLES } from "../../support/doctor/troubles.ts";

/** @returns all checks, of which one is changed */
function tableWith(id: string, change: (finding: Finding) => Finding): Check[] {
  return CHECKS.map((check) =>
    check.id === id
      ? { ...check, run: async (subject) => change(await check.run(subject)) }
      : check,
  );
}

const ids = CHECKS.map(({ id }) => id);
const setUps = Object.keys(SET_UPS) as SetUpName[];

async function alarms(name: SetUpName, plant: Parameters<typeof diagnose>[1], checks: Check[]) {
  const { checks: results } = await diagnose(name, plant, checks);
  return results
    .filter(({ status }) => status !== "pass" && status !== "skip")
    .map(({ id, status }) => `${id} ${status}`);
}

test.each(ids)("without %s, each trouble that proves it is missed", async (id) => {
  const silent = tableWith(id, () => pass("it says nothing"));
  const own = TROUBLES.filter(({ check }) => check === id);
  expect(own).not.toEqual([]);
  for (const { in: place, plant, status = "fail" } of own) {
    expect(await alarms(place, plant, silent)).not.toEqual([`${id} ${status}`]);
  }
});

test.each(ids)("with %s turned round, a healthy set-up raises an alarm", async (id) => {
  const turned = tableWith(id, (finding) =>
    finding.status === "pass" ? fail("turned round", "nothing") : finding,
  );
  const raised: string[] = [];
  for (const name of setUps) raised.push(...(await alarms(name, {}, turned)));
  expect(raised).toContain(`${id} fail`);
});
