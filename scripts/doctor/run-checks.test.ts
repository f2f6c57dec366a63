import { expect, test } from "vitest";
import { diagnose } from "../../tests/support/doctor/diagnose.ts";
import { type Check, fail, inapplicable, pass, unmade, warn } from "./check.ts";
import { exitCodeOf, reportOf, textOf } from "./report.ts";
import { runChecks } from "./run-checks.ts";
import type { Subject } from "./subject.ts";

const subject = { environment: { missing: ["MISSING"] } } as unknown as Subject;

function check(id: string, run: Check["run"], needs: string[] = [], reads: string[] = []): Check {
  return { id, title: `title of ${id}`, why: `why ${id}`, needs, reads, run };
}

const report = async (table: Check[], only: string[] | null = null) =>
  reportOf(await runChecks(table, subject, only), (text) => text);
const statuses = async (table: Check[], only: string[] | null = null) =>
  Object.fromEntries((await report(table, only)).checks.map(({ id, status }) => [id, status]));

const broken = check("broken", () => fail("it is broken", "Mend it."));
const after = check("after", () => pass("reached"), ["broken"]);
const last = check("last", () => pass("reached"), ["after"]);

test("what follows from a failure is skipped, names the first cause, and has the same next step", async () => {
  const { checks } = await report([broken, after, last]);
  for (const { status, saw, next } of checks.slice(1)) {
    expect({ status, saw, next }).toEqual({
      ...{ status: "skip", saw: "not checked because of broken: it is broken" },
      next: "Solve broken first.",
    });
  }
});

test("what was not made stops what needs it, and a warning or a check that does not apply does not", async () => {
  const table = (finding: ReturnType<typeof pass>) => [
    check("first", () => finding),
    check("second", () => pass(""), ["first"]),
  ];
  expect(await statuses(table(unmade("", "")))).toMatchObject({ second: "skip" });
  expect(await statuses(table(warn("", "")))).toMatchObject({ second: "pass" });
  expect(await statuses(table(inapplicable("")))).toMatchObject({ second: "pass" });
});

test("a check whose variable is missing is skipped because of env-complete", async () => {
  const complete = check("env-complete", () => fail("MISSING is not set", "Set it."));
  const reader = check("reader", () => pass(""), [], ["MISSING"]);
  const [, result] = (await report([complete, reader])).checks;
  expect(result).toMatchObject({ status: "skip", saw: expect.stringContaining("env-complete") });
});

test("a check that breaks off is an error, never clean", async () => {
  const crash = check("crash", () => {
    throw new Error("boom");
  });
  const result = await report([crash]);
  expect(result).toMatchObject({ ok: false, summary: { error: 1, pass: 0 } });
  expect(result.checks[0]).toMatchObject({ status: "error", saw: "the check broke off: boom" });
  expect(exitCodeOf(result)).toBe(2);
});

test("the exit code is 0 with warnings, 1 with a failure even beside an error, 2 with an error alone", async () => {
  const [good, poor, bad, none] = [pass(""), warn("", ""), fail("", ""), unmade("", "")];
  const codeOf = async (...findings: (typeof good)[]) =>
    exitCodeOf(await report(findings.map((finding, index) => check(`${index}`, () => finding))));
  expect(await codeOf(good, poor, inapplicable(""))).toBe(0);
  expect(await codeOf(good, bad)).toBe(1);
  expect(await codeOf(none, bad)).toBe(1);
  expect(await codeOf(good, none)).toBe(2);
});

test("with --only, what is needed runs too, and shows itself when it is the cause", async () => {
  const fine = check("fine", () => pass(""));
  expect(await statuses([fine, broken, after], ["fine"])).toEqual({ fine: "pass" });
  expect(await statuses([fine, broken, after], ["after"])).toEqual({
    broken: "fail",
    after: "skip",
  });
  const { checks } = await diagnose("embedded");
  expect(checks.length).toBeGreaterThan(33);
});

test("people read troubles first, with the next step at the end", async () => {
  const good = check("good", () => pass("fine"));
  const text = textOf(await report([good, broken, after]));
  expect(text.indexOf("FAIL  broken")).toBe(0);
  expect(text).toContain("ok    good: fine");
  expect(text).toMatch(/1 fail, 0 error, 0 warn, 1 pass, 1 skip\nNext: Mend it\.$/);
});
