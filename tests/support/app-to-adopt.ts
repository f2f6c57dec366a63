import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const PACKAGE = { name: "mine", dependencies: { next: "16.4.5", zod: "^3" } };

/**
 * Makes a Next.js app for one test.
 *
 * @param files contents by path, beside a `package.json` and a page
 * @returns its folder
 */
export function appWith(files: Record<string, string> = {}): string {
  const all = {
    "package.json": JSON.stringify(PACKAGE),
    "app/page.tsx": "export default 1;",
    ...files,
  };
  return folderWith(all);
}

/** @returns a folder with these files, which goes when the test ends */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "adopting-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
