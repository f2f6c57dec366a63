import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Edit, Part } from "./part.ts";

/** What a part changes in a folder, and what it does not find there. */
export type Changes = {
  deleted: string[];
  /** New contents, by file. */
  changed: Map<string, string>;
  /** Files that are not there any more, as when another part has deleted them. */
  missing: string[];
};

/**
 * Finds out what taking a part out would change. Changes nothing.
 *
 * @param folder of the app
 * @throws Error naming each file in which a text does not occur once
 */
export function planChanges(folder: string, part: Part): Changes {
  const isThere = (path: string) => existsSync(join(folder, path));
  const paths = Object.keys(part.edits);
  const problems: string[] = [];
  const changed = new Map<string, string>();
  for (const path of paths.filter(isThere)) {
    const result = edited(readFileSync(join(folder, path), "utf8"), part.edits[path] ?? []);
    if (typeof result === "string") changed.set(path, result);
    else problems.push(...result.absent.map((text) => `${path} does not have once: ${text}`));
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const manifest = withPackages(folder, part);
  if (manifest !== null) changed.set("package.json", manifest);
  const missing = [...part.deletes, ...paths].filter((path) => !isThere(path));
  return { deleted: part.deletes.filter(isThere), changed, missing };
}

/**
 * Takes a part out of an app.
 *
 * @throws Error as `planChanges` does, before anything is changed
 */
export function takeOut(folder: string, part: Part): Changes {
  const changes = planChanges(folder, part);
  for (const path of changes.deleted) rmSync(join(folder, path), { recursive: true });
  for (const [path, text] of changes.changed) writeFileSync(join(folder, path), text);
  if (part.adds !== undefined) cpSync(join(folder, part.adds), folder, { recursive: true });
  return changes;
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

type Manifest = Record<"dependencies" | "devDependencies", Record<string, string>>;

function withPackages(folder: string, { packages }: Part): string | null {
  if (!packages) return null;
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const name of packages.removes ?? []) {
    delete manifest.dependencies[name];
    delete manifest.devDependencies[name];
  }
  for (const name of packages.moves ?? []) {
    const version = manifest.devDependencies[name];
    if (version !== undefined) manifest.dependencies[name] = version;
    delete manifest.devDependencies[name];
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
