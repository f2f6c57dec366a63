import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @returns the files below a folder as paths from there, or none without it */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => withSlashes(relative(folder, join(entry.parentPath, entry.name))));
}

/** @returns a path as imports and addresses write it, on Windows too */
export function withSlashes(path: string, separator: string = sep): string {
  return path.replaceAll(separator, "/");
}
