import type { Check, Finding, Outcome } from "./check.ts";
import type { Subject } from "./subject.ts";

const COMPLETE = "env-complete";

/**
 * Runs checks in their order. A check whose `needs` failed is skipped, and names the first cause.
 *
 * @param table all checks, each after those that it needs
 * @param only the wanted ones by id, or null for all. What they need runs too.
 * @returns the outcomes of the wanted checks, and of what kept one of them from being made
 */
export async function runChecks(
  table: readonly Check[],
  subject: Subject,
  only: readonly string[] | null = null,
): Promise<Outcome[]> {
  const needed = only === null ? null : withNeeds(table, only);
  const outcomes = new Map<string, Outcome>();
  for (const check of table) {
    if (needed && !needed.has(check.id)) continue;
    const finding = skipped(check, subject, outcomes) ?? (await findingOf(check, subject));
    outcomes.set(check.id, { check, finding });
  }
  const all = [...outcomes.values()];
  const isCause = (id: string) =>
    all.some(({ check, finding }) => only?.includes(check.id) && causeOf(finding) === id);
  return all.filter(({ check }) => !only || only.includes(check.id) || isCause(check.id));
}

function withNeeds(table: readonly Check[], ids: readonly string[]): Set<string> {
  const needed = new Set(ids);
  for (const { id, needs, reads } of [...table].reverse()) {
    if (!needed.has(id)) continue;
    for (const need of needs) needed.add(need);
    if (reads) needed.add(COMPLETE);
  }
  return needed;
}

function skipped(
  { needs, reads = [] }: Check,
  { environment }: Subject,
  outcomes: Map<string, Outcome>,
): Finding | null {
  const cause = needs.map((id) => rootCause(id, outcomes)).find((id) => id !== null);
  if (cause) return because(cause, outcomes);
  const missing = reads.some((name) => environment.missing.includes(name));
  return missing ? because(COMPLETE, outcomes) : null;
}

/** @returns the check that failed so that this one says nothing, or null */
function rootCause(id: string, outcomes: Map<string, Outcome>): string | null {
  const finding = outcomes.get(id)?.finding;
  if (finding?.status === "fail" || finding?.status === "error") return id;
  return finding ? causeOf(finding) : null;
}

function because(cause: string, outcomes: Map<string, Outcome>): Finding {
  const finding = outcomes.get(cause)?.finding;
  const saw = `not checked because of ${cause}: ${finding?.saw ?? "it failed"}`;
  return { status: "skip", saw, next: `Solve ${cause} first.`, cause };
}

function causeOf(finding: Finding): string | null {
  return finding.status === "skip" ? (finding.cause ?? null) : null;
}

/** A check that crashes was not made, and must never look like one that passed. */
async function findingOf(check: Check, subject: Subject): Promise<Finding> {
  try {
    return await check.run(subject);
  } catch (error) {
    const saw = `the check broke off: ${error instanceof Error ? error.message : String(error)}`;
    const next = "Run it again. If it breaks off again, report it with this line.";
    return { status: "error", saw, next };
  }
}
