import { readdirSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = ["cache", "dev"];

/** @returns all files of a build below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // Links lead to packages, which are no part of the build.
    if (entry.isSymbolicLink()) return [];
    if (!entry.isDirectory()) return [path];
    return SKIPPED.includes(entry.name) ? [] : filesBelow(path);
  });
}
