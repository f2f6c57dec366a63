import { linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const CACHE = ".cache";

/** Gives the files below a folder second names below another one, which takes no space. Links and caches are left out. */
export function linkFiles(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  linkBelow(from, to);
}

function linkBelow(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && entry.name !== CACHE) linkBelow(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}
