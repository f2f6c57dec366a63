import { type Draft, draftOf, writeDraft } from "./draft.ts";
import type { Part } from "./part.ts";
import { type Changes, planPart } from "./plan-part.ts";

/** The folder without all parts, and what each of them changes, in an order that works. */
type Plan = { draft: Draft; steps: { part: Part; changes: Changes }[] };

type Parts = Readonly<Record<string, Part>>;

/**
 * Finds out what taking parts out would change, each after the others. Changes nothing.
 *
 * @param folder of the app
 * @param parts by name
 * @throws Error naming each file in which a text does not occur once, or parts that do not go together
 */
export function planTakeOut(folder: string, parts: Parts): Plan {
  const plan = planInSomeOrder(untouched(folder), Object.values(parts));
  if (plan === null) throw new Error(reasonAgainst(folder, parts));
  return plan;
}

/**
 * Takes parts out of an app, all of them or none.
 *
 * @throws Error as `planTakeOut` does, before anything is changed
 */
export function takeOut(folder: string, parts: Parts): Plan {
  const plan = planTakeOut(folder, parts);
  writeDraft(plan.draft);
  return plan;
}

function planInSomeOrder(plan: Plan, parts: readonly Part[]): Plan | null {
  if (parts.length === 0) return plan;
  for (const part of parts) {
    const step = planPart(plan.draft, part);
    if ("problems" in step) continue;
    const { draft, changes } = step;
    const rest = parts.filter((other) => other !== part);
    const whole = planInSomeOrder({ draft, steps: [...plan.steps, { part, changes }] }, rest);
    if (whole) return whole;
  }
  return null;
}

function untouched(folder: string): Plan {
  return { draft: draftOf(folder), steps: [] };
}

function reasonAgainst(folder: string, parts: Parts): string {
  const problems = Object.values(parts).flatMap((part) => {
    const alone = planPart(draftOf(folder), part);
    return "problems" in alone ? alone.problems : [];
  });
  if (problems.length > 0) return problems.join("\n");
  return `${clashIn(folder, parts).join(" and ")} change the same lines, so they cannot be taken out together. Nothing has changed. Take out one of them with this command, and the other by hand.`;
}

function clashIn(folder: string, parts: Parts): string[] {
  const names = Object.entries(parts);
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]));
  const clash = pairs.find(
    (pair) =>
      planInSomeOrder(
        untouched(folder),
        pair.map(([, part]) => part),
      ) === null,
  );
  return (clash ?? names).map(([name]) => name);
}
