import type { Report } from "./report.ts";

const VERBS = { create: "make", update: "change", keep: "keep", delete: "delete" };
const DONE = { create: "made", update: "changed", keep: "kept", delete: "deleted" };

/** @returns the lines that say what will be done to each object, or what was done */
export function actionLines({ actions }: Pick<Report, "actions">, isDone: boolean): string[] {
  return actions.map(({ action, kind, id, name }) => {
    const verb = (isDone ? DONE : VERBS)[action].padEnd(7);
    return `  ${verb}  ${kind} "${name}"${id === undefined ? "" : ` (${id})`}`;
  });
}

/** @returns the lines for the calls of a dry run */
export function callLines({ calls = [], not_asked }: Report): string[] {
  return [
    ...calls.flatMap(({ method, url, body }) => [
      "",
      `  ${method} ${url}`,
      ...(body === undefined
        ? []
        : JSON.stringify(body, null, 2)
            .split("\n")
            .map((line) => `  ${line}`)),
    ]),
    ...(not_asked === undefined ? [] : ["", not_asked]),
  ];
}

/** @returns the lines for what no API can set */
export function checklistLines({ checklist }: Pick<Report, "checklist">): string[] {
  if (checklist.length === 0) return [];
  return [
    "",
    "No API can set the rest:",
    ...checklist.flatMap(({ what, where }) => [`  - ${what}.`, `    ${where}`]),
  ];
}
