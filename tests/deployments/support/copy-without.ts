import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PARTS } from "../../../scripts/take-out/parts.ts";
import { takeOut } from "../../../scripts/take-out/take-out.ts";
import { givePackages, run } from "./new-app.ts";

const TRACKED_AND_NEW = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];

/**
 * Copies this project and takes parts out, as `npm run take-out` does.
 *
 * @param names of the parts
 * @returns the folder of the copy. Packages that the parts remove are not in it.
 */
export function copyWithout(names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "taken-out-"));
  const paths = execFileSync("git", TRACKED_AND_NEW, { encoding: "utf8" }).split("\0");
  for (const path of paths.filter((name) => name !== "" && existsSync(name))) {
    cpSync(path, join(folder, path));
  }
  givePackages(folder);
  const parts = Object.entries(PARTS).filter(([name]) => names.includes(name));
  if (parts.length < names.length) throw new Error(`One of ${names.join(", ")} is no part.`);
  takeOut(folder, Object.fromEntries(parts));
  for (const gone of parts.flatMap(([, part]) => part.packages?.removes ?? [])) {
    rmSync(join(folder, "node_modules", gone), { recursive: true });
  }
  return folder;
}

/** Type-checks everything in a folder, its tests and scripts too. */
export function typeCheck(folder: string): void {
  run(process.execPath, ["node_modules/next/dist/bin/next", "typegen"], folder);
  run("npx", ["tsc", "--noEmit"], folder);
}
