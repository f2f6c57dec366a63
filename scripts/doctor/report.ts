import { printableLine } from "../printable.ts";
import type { Outcome, Result } from "./check.ts";

type Status = Result["status"];

const MARKS: Record<Status, string> = {
  fail: "FAIL",
  error: "ERROR",
  warn: "WARN",
  pass: "ok",
  skip: "skip",
};
/** What has to be solved comes first. */
const ORDER: Status[] = ["fail", "error", "warn", "pass", "skip"];
const [CLEAN, FAILED, NOT_MADE] = [0, 1, 2];

/** What `--json` prints. */
export type Report = { ok: boolean; summary: Record<Status, number>; checks: Result[] };

/** @param conceal removes every secret from a text */
export function reportOf(outcomes: Outcome[], conceal: (text: string) => string): Report {
  const checks = outcomes.map(({ check, finding }): Result => {
    const next = "next" in finding ? (finding.next ?? "") : "";
    return {
      ...{ id: check.id, title: check.title, status: finding.status },
      ...{ saw: conceal(finding.saw), why: check.why, next: conceal(next) },
    };
  });
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const summary = {
    ...{ pass: count("pass"), warn: count("warn"), fail: count("fail") },
    ...{ skip: count("skip"), error: count("error") },
  };
  return { ok: summary.fail === 0 && summary.error === 0, summary, checks };
}

/** @returns 0, or 1 when a check failed, or 2 when none failed but one could not be made */
export function exitCodeOf({ summary }: Report): number {
  if (summary.fail > 0) return FAILED;
  return summary.error > 0 ? NOT_MADE : CLEAN;
}

/** @returns the report for people: troubles first, and one next step at the end */
export function textOf({ summary, checks }: Report): string {
  const sorted = ORDER.flatMap((status) => checks.filter((check) => check.status === status));
  const first = sorted.find(({ status }) => status === "fail" || status === "error");
  const counts = ORDER.map((status) => `${summary[status]} ${status}`).join(", ");
  return [...sorted.map(linesOf), "", counts, first ? `Next: ${printableLine(first.next)}` : ""]
    .join("\n")
    .trimEnd();
}

function linesOf({ id, title, status, saw, why, next }: Result): string {
  const head = `${MARKS[status].padEnd(5)} ${id}`;
  if (status === "pass" || status === "skip") return `${head}: ${printableLine(saw)}`;
  return [
    `${head}: ${title}`,
    `      saw   ${printableLine(saw)}`,
    `      why   ${why}`,
    `      next  ${printableLine(next)}`,
  ].join("\n");
}
