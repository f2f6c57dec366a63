/**
 * Weighs the JavaScript that each page of the production build loads before anything is clicked, beside the page of a
 * bare app of the same Next.js. It fails when a page is heavier than its limit.
 *
 *   npx next build && npx tsx scripts/bundle-size.ts
 *
 * With `--bare` it builds the bare app and weighs that.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { buildBareApp } from "./bare-app.ts";
import { failPlainly } from "./fail-plainly.ts";
import { type PageWeight, pageWeights } from "./page-weights.ts";

/** What the page of a bare app weighs, in kB after gzip, and with which Next.js. */
const BARE = { kb: 134.9, next: "16.4.5" };

/** In kB after gzip over the bare app. If a change needs a higher limit, its commit says why. */
const LIMIT = 10;
/** The SDK itself does not count. It is loaded later. */
const OTHER_LIMITS: Record<string, number> = {
  "/account": 15,
  "/account/developer": 13,
  "/bi-authenticate": 39,
  "/bind": 35,
};

const versionSchema = z.object({ version: z.string() });

await failPlainly(async () => {
  if (process.argv.includes("--bare")) {
    for (const { path, size } of pageWeights(await buildBareApp())) print(path, inKb(size));
    return 0;
  }
  const { version } = versionSchema.parse(readJson("node_modules/next/package.json"));
  const pages = pageWeights(".next");
  const complaints = [
    ...(version === BARE.next
      ? []
      : [`Next.js is ${version} now. Weigh its bare app: npm run bundle-size -- --bare`]),
    ...pages.flatMap(complaintAbout),
    ...Object.keys(OTHER_LIMITS)
      .filter((limited) => !pages.some(({ path }) => path === limited))
      .map((path) => `${path} has a limit, but there is no such page.`),
  ];
  for (const { path, size } of pages) print(path, `${inKb(size)}, ${over(size)} over a bare app`);
  for (const complaint of complaints) console.error(complaint);
  return complaints.length === 0 ? 0 : 1;
});

function complaintAbout({ path, size }: PageWeight): string[] {
  const limit = OTHER_LIMITS[path] ?? LIMIT;
  if (size - BARE.kb <= limit) return [];
  return [`${path} loads ${over(size)} kB over a bare app. Its limit is ${limit} kB.`];
}

function print(path: string, text: string): void {
  console.log(`${path.padEnd(18)} ${text}`);
}

function over(size: number): string {
  return inKb(size - BARE.kb);
}

function inKb(size: number): string {
  return size.toFixed(1);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
