import { spawnSync } from "node:child_process";

/** @returns the path of the first of these programs that is installed. */
export function findProgram(...names: string[]): string | undefined {
  for (const name of names) {
    const found = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (found) return found;
  }
  return undefined;
}
