import type { Part } from "./part.ts";
import type { Changes } from "./plan-part.ts";

/** @returns the changes for people */
export function describeChanges(part: Part, changes: Changes, isDry: boolean): string {
  const { deleted, changed, missing } = changes;
  const would = isDry ? "Would take" : "Took";
  return [
    `\n${would} out ${part.what}.`,
    ...list(isDry ? "Would delete" : "Deleted", deleted),
    ...list(isDry ? "Would change" : "Changed", changed),
    ...list("Not there any more", missing),
    ...list("Variables that you can remove from your environment", part.variables ?? []),
    ...list("Copied from", part.adds === undefined ? [] : [part.adds]),
    part.packages ? "\nRun npm install, because the packages have changed." : "",
    isDry ? "" : "Then run npm run format and npm run check.",
  ].join("\n");
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`\n${title}:`, ...items.map((item) => `  - ${item}`)];
}
