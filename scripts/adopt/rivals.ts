import { existsSync } from "node:fs";
import { join } from "node:path";

/** An import without an extension finds any of them. */
const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];
/** What an app has once, and which other modules do the same work. */
const ONCE: Record<string, string[]> = {
  auth: ["auth"],
  instrumentation: ["instrumentation"],
  proxy: ["proxy", "middleware"],
};

/**
 * @param folder of the app
 * @param path where a module of the starter goes
 * @returns the path of a module that is there for the same work, under another extension or in another place
 */
export function rivalOf(folder: string, path: string): string | undefined {
  const place = path.replace(/\.tsx?$/, "");
  if (place === path) return undefined;
  const names = ONCE[place.replace(/^src\//, "")];
  const places = names?.flatMap((name) => [name, `src/${name}`]) ?? [place];
  return places
    .flatMap((module) => [module, `${module}/index`])
    .flatMap((module) => EXTENSIONS.map((extension) => `${module}.${extension}`))
    .find((other) => other !== path && existsSync(join(folder, other)));
}
