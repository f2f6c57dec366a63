import type { Part } from "./part.ts";

type Manifest = Record<"dependencies" | "devDependencies", Record<string, string>>;

/**
 * @param text of a package.json
 * @param packages what a part removes and moves
 * @returns the package.json without the part
 */
export function withPackages(text: string, packages: NonNullable<Part["packages"]>): string {
  const manifest: Manifest = JSON.parse(text);
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
