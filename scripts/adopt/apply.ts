import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FullPlan } from "./plan.ts";

/** Writes what the plan copies and adds. A file that appeared since the plan was made stays, and ends the command. */
export function apply({ folder, files, packages, scripts }: FullPlan): void {
  for (const { path, contents } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents, { flag: "wx" });
  }
  if (packages.length === 0 && Object.keys(scripts).length === 0) return;
  const file = join(folder, "package.json");
  const text = readFileSync(file, "utf8");
  const manifest = JSON.parse(text);
  for (const { name, version, kind } of packages) {
    manifest[kind] = sorted({ ...manifest[kind], [name]: version });
  }
  manifest.scripts = { ...manifest.scripts, ...scripts };
  writeFileSync(file, `${JSON.stringify(manifest, null, indentOf(text))}\n`);
}

function sorted(packages: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function indentOf(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
}
