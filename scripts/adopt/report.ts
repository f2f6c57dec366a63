import { printable } from "../printable.ts";
import type { Plan } from "./plan.ts";

/** @returns a plan for people */
export function describePlan(plan: Plan, isDry: boolean): string {
  const { copied, kept, conflicts, packages, scripts, steps } = plan;
  const verb = isDry ? "would copy" : "copied";
  const lines = [
    `\n${plan.folder}: ${verb} ${copied.length} files, ${kept.length} were there already.`,
    ...list("Added to package.json", [
      ...packages.map(({ name, version }) => `${name} ${version}`),
      ...Object.keys(scripts).map((name) => `script ${name}`),
    ]),
    ...list(
      "In the way, and left as they are",
      conflicts.map(({ path, what, todo }) => `${path} ${what}. ${todo}`),
    ),
    ...list(
      "Left to you",
      steps.map(({ path, todo }) => `${path}: ${todo}`),
    ),
    packages.length > 0 ? "\nThen run npm install." : "",
  ];
  return printable(lines.join("\n"));
}

function list(title: string, items: string[]): string[] {
  return items.length === 0 ? [] : [`\n${title}:`, ...items.map((item) => `  - ${item}`)];
}
