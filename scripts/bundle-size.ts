/**
 * Weighs the JavaScript that each page of the production build loads before anything is clicked. It fails when a page is
 * heavier than its limit.
 *
 *   npx next build && npx tsx scripts/bundle-size.ts
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { failPlainly } from "./fail-plainly.ts";

const BUILD = ".next";
/** In kB after gzip, a little above each page's weight. If a change needs a higher limit, its commit says why. */
const LIMITS: Record<string, number> = {
  "/": 185,
  "/_global-error": 141,
  "/_not-found": 147,
  "/account": 193,
  "/account-deleted": 181,
  "/account/add": 186,
  "/auth-error": 148,
  "/bi-authenticate": 195,
  "/bind": 191,
  "/recover": 186,
  "/register": 186,
  "/sign-in": 153,
};

const pathsSchema = z.record(z.string(), z.string());
const buildSchema = z.object({ rootMainFiles: z.array(z.string()) });
const pageSchema = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) });

await failPlainly(async () => {
  const shared = buildSchema.parse(readJson("build-manifest.json")).rootMainFiles;
  const pages = Object.entries(pathsSchema.parse(readJson("app-path-routes-manifest.json")))
    .filter(([entry]) => entry.endsWith("/page"))
    .map(([entry, path]) => ({ path, size: sizeOf(new Set([...shared, ...scriptsOf(entry)])) }))
    .sort((a, b) => a.path.localeCompare(b.path));
  for (const { path, size } of pages) {
    console.log(`${path.padEnd(18)} ${inKb(size)} of ${LIMITS[path] ?? "no"} kB`);
  }
  const complaints = [
    ...pages.flatMap(({ path, size }) => complaintAbout(path, size)),
    ...Object.keys(LIMITS)
      .filter((limited) => !pages.some(({ path }) => path === limited))
      .map((path) => `${path} has a limit, but there is no such page.`),
  ];
  for (const complaint of complaints) console.error(complaint);
  return complaints.length === 0 ? 0 : 1;
});

function complaintAbout(path: string, size: number): string[] {
  const limit = LIMITS[path];
  if (limit === undefined) return [`${path} has no limit.`];
  return size > limit ? [`${path} loads ${inKb(size)} kB. Its limit is ${limit} kB.`] : [];
}

function inKb(size: number): string {
  return size.toFixed(1);
}

/** Scripts of the page and of the layouts and error pages around it, as Next.js lists them. */
function scriptsOf(entry: string): string[] {
  const manifest = readFileSync(
    join(BUILD, `server/app${entry}_client-reference-manifest.js`),
    "utf8",
  );
  // An assignment of JSON to a global variable.
  const json = manifest.slice(manifest.indexOf("] = ") + 4).replace(/;\s*$/, "");
  return Object.values(pageSchema.parse(JSON.parse(json)).entryJSFiles).flat();
}

function sizeOf(files: Set<string>): number {
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(BUILD, file))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(BUILD, name), "utf8"));
}
