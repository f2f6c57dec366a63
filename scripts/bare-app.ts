import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitOf, startNext } from "./next-process.ts";

/** Below the project, so that it finds the same packages. */
const FOLDER = ".data/bare-app";

const FILES = {
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.jsx": `import { connection } from "next/server";
export default async function Page() { await connection(); return <h1>Hello</h1>; }`,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(process.cwd())} } };`,
};

/**
 * Builds an app with the same Next.js, one page and no client component of its own.
 *
 * @returns the folder of its build
 * @throws Error when the build fails
 */
export async function buildBareApp(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [name, content] of Object.entries(FILES)) {
    const path = join(FOLDER, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
  }
  const code = await exitOf(startNext(["build", FOLDER], {}));
  if (code !== 0) throw new Error("The bare app could not be built.");
  return join(FOLDER, ".next");
}
