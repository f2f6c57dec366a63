import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** @returns a folder outside the project with its tracked and new files, and what removes it */
export function makeClone(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "starter-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const options = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listing = execFileSync("git", options, { encoding: "utf8" });
  for (const path of listing.split("\n").filter((line) => line !== "" && existsSync(line))) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(path, join(folder, path));
  }
  return { folder, remove };
}
