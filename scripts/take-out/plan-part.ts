import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Draft, isThere, textOf, withFiles, withoutPaths } from "./draft.ts";
import type { Edit, Part } from "./part.ts";
import { withPackages } from "./with-packages.ts";

/** What a part changes in a folder, and what it does not find there. */
export type Changes = {
  deleted: string[];
  changed: string[];
  /** Files that are not there any more, as when another part has deleted them. */
  missing: string[];
};

/** The folder without the part, or each text that does not occur once in its file. */
type PartPlan = { draft: Draft; changes: Changes } | { problems: string[] };

/** Finds out what taking a part out would change. Changes nothing on the disk. */
export function planPart(draft: Draft, part: Part): PartPlan {
  const paths = Object.keys(part.edits);
  const problems: string[] = [];
  const edits = new Map<string, string>();
  for (const path of paths.filter((name) => isThere(draft, name))) {
    const result = edited(textOf(draft, path), part.edits[path] ?? []);
    if (typeof result === "string") edits.set(path, result);
    else problems.push(...result.absent.map((text) => `${path} does not have once: ${text}`));
  }
  if (problems.length > 0) return { problems };
  if (part.packages) {
    edits.set("package.json", withPackages(textOf(draft, "package.json"), part.packages));
  }
  const deleted = part.deletes.filter((path) => isThere(draft, path));
  const missing = [...part.deletes, ...paths].filter((path) => !isThere(draft, path));
  const rest = withFiles(withoutPaths(draft, deleted), edits);
  return {
    draft: withFiles(rest, addedFiles(draft.folder, part)),
    changes: { deleted, changed: [...edits.keys()], missing },
  };
}

function addedFiles(folder: string, { adds }: Part): Map<string, string> {
  if (adds === undefined) return new Map();
  const from = join(folder, adds);
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [relative(from, file).replaceAll(sep, "/"), readFileSync(file, "utf8")]),
  );
}

function edited(text: string, edits: readonly Edit[]): string | { absent: string[] } {
  const absent: string[] = [];
  let result = text;
  for (const [from, to] of edits) {
    if (result.split(from).length === 2) result = result.replace(from, () => to);
    else absent.push(from);
  }
  return absent.length === 0 ? result : { absent };
}
