import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { satisfies } from "semver";
import { z } from "zod";
import type { SourceFile } from "./sources.ts";
import { EMULATOR_FOLDER } from "./sources.ts";
import type { Target } from "./target.ts";

const IMPORT = /(?:from|import|import\()\s*["']([^"'.@/][^"']*|@[\w-]+\/[^"']+)["']/g;

/** A package that the app needs. */
export type Package = {
  name: string;
  version: string;
  kind: "dependencies" | "devDependencies";
  /** The version that the app asks for already, when it is another one. */
  present?: string;
};

const ownSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/** @returns the packages that the copied files import and the app does not ask for in a version that fits */
export function packagesFor(files: SourceFile[], target: Target): Package[] {
  const own = ownSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));
  const versions = { ...own.devDependencies, ...own.dependencies };
  const wanted = new Map<string, Package["kind"]>();
  for (const { path, contents } of files) {
    const kind = path.startsWith(EMULATOR_FOLDER) ? "devDependencies" : "dependencies";
    for (const name of packagesIn(contents.toString())) {
      if (wanted.get(name) !== "dependencies") wanted.set(name, kind);
    }
  }
  for (const name of files.some(({ path }) => path.startsWith(EMULATOR_FOLDER)) ? ["tsx"] : []) {
    wanted.set(name, "devDependencies");
  }
  const present = { ...target.package.devDependencies, ...target.package.dependencies };
  return [...wanted].toSorted().flatMap(([name, kind]) => {
    const version = versions[name];
    if (version === undefined) return [];
    const range = present[name];
    if (range === undefined) return [{ name, version, kind }];
    return satisfies(version, range) ? [] : [{ name, version, kind, present: range }];
  });
}

function packagesIn(text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = ""]) => {
    if (isBuiltin(specifier) || specifier.startsWith("@/")) return [];
    const parts = specifier.split("/");
    return [parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/")];
  });
}
