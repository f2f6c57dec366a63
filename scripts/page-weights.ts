import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";

const pathsSchema = z.record(z.string(), z.string());
const buildSchema = z.object({ rootMainFiles: z.array(z.string()) });
const pageSchema = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) });

/** A page, and the JavaScript in kB after gzip that it loads before anything is clicked. */
export type PageWeight = { path: string; size: number };

/**
 * @param build folder of a production build, such as `.next`
 * @returns every page, by its path
 */
export function pageWeights(build: string): PageWeight[] {
  const shared = buildSchema.parse(readJson(build, "build-manifest.json")).rootMainFiles;
  return Object.entries(pathsSchema.parse(readJson(build, "app-path-routes-manifest.json")))
    .filter(([entry]) => entry.endsWith("/page"))
    .map(([entry, path]) => {
      const files = new Set([...shared, ...scriptsOf(build, entry)]);
      return { path, size: sizeOf(build, files) };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Scripts of the page and of the layouts and error pages around it, as Next.js lists them. */
function scriptsOf(build: string, entry: string): string[] {
  const manifest = readFileSync(
    join(build, `server/app${entry}_client-reference-manifest.js`),
    "utf8",
  );
  // An assignment of JSON to a global variable.
  const json = manifest.slice(manifest.indexOf("] = ") + 4).replace(/;\s*$/, "");
  return Object.values(pageSchema.parse(JSON.parse(json)).entryJSFiles).flat();
}

function sizeOf(build: string, files: Set<string>): number {
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(build, file))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

function readJson(build: string, name: string): unknown {
  return JSON.parse(readFileSync(join(build, name), "utf8"));
}
