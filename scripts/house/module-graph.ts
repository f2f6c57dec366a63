import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type EcmaScriptModule, parseSync } from "oxc-parser";

/** A file that loads another one when it runs. Both paths start at the root of the project. */
export type Import = { from: string; to: string };

const SOURCE = /\.tsx?$/;
const TEST = /\.(test|e2e)\.tsx?$/;

/** @returns the source files below the given files and folders, without tests, sorted. */
export function sourcesIn(root: string, places: readonly string[]): string[] {
  return places
    .flatMap((place) =>
      isFile(join(root, place))
        ? [place]
        : readdirSync(join(root, place), { recursive: true, encoding: "utf8" }).map((path) =>
            join(place, path),
          ),
    )
    .map((path) => path.split(sep).join("/"))
    .filter((path) => SOURCE.test(path) && !TEST.test(path))
    .sort();
}

/**
 * Reads the imports at run time: `import`, `export ... from` and `import()`. Imports of types alone, of packages and
 * of files that are not source (styles, JSON) are left out.
 *
 * @returns the imports of the sources below `places`. A target may lie outside of them.
 * @throws Error when a file does not parse or imports a file that does not exist
 */
export function importsIn(root: string, places: readonly string[]): Import[] {
  return sourcesIn(root, places).flatMap((from) =>
    [...new Set(runtimeSpecifiers(root, from))]
      .map((specifier) => target(root, from, specifier))
      .filter((to) => to !== undefined)
      .map((to) => ({ from, to })),
  );
}

/** @returns every file that a file loads, directly or through others, sorted. */
export function reachedFrom(start: string, imports: readonly Import[]): string[] {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { from, to } of imports) {
      if (from !== path || reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return [...reached].sort();
}

function runtimeSpecifiers(root: string, path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  return [
    ...module.staticImports.filter(runs).map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .filter(({ isType }) => !isType)
      .flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) =>
      literal(text.slice(start, end)),
    ),
  ];
}

/** An import without names runs the file, an import of types alone does not. */
function runs({ entries }: EcmaScriptModule["staticImports"][number]): boolean {
  return entries.length === 0 || entries.some(({ isType }) => !isType);
}

/** @returns the address of an `import()`. A computed one names no file. */
function literal(expression: string): string[] {
  const address = /^(["'`])([^"'`$]*)\1$/.exec(expression.trim())?.[2];
  return address === undefined ? [] : [address];
}

function target(root: string, from: string, specifier: string): string | undefined {
  const path = ownPath(root, from, specifier);
  if (path === undefined) return undefined;
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`];
  const found = candidates.find((candidate) => isFile(join(root, candidate)));
  if (found === undefined) throw new Error(`${from} imports "${specifier}", which is not there`);
  return SOURCE.test(found) ? found : undefined;
}

/** @returns the path of a file of the project, and `undefined` for a package. */
function ownPath(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith("@/")) return specifier.slice("@/".length);
  if (!/^\.\.?(\/|$)/.test(specifier)) return undefined;
  return relative(root, join(root, dirname(from), specifier))
    .split(sep)
    .join("/");
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
