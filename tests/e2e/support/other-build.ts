import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
/** A folder inside the project, from which its packages resolve. */
const FOLDER = resolve(".data/other-build");
const SOURCES = [
  "app",
  "components",
  "lib",
  "auth.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.build.json",
  "tsconfig.json",
];

/**
 * Builds the app again, as a deployment on another machine does, into a folder that holds all that it
 * needs (`output: "standalone"`).
 *
 * @param secrets variables during the build
 * @returns the script that starts its server, and the folder of the build
 */
export function makeOtherBuild(secrets: Record<string, string>): {
  server: string;
  folder: string;
} {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const source of SOURCES) cpSync(source, join(FOLDER, source), { recursive: true });
  const build = spawnSync(process.execPath, [NEXT, "build"], {
    cwd: FOLDER,
    env: { ...process.env, BUILD_OUTPUT: "standalone", ...secrets },
    encoding: "utf8",
  });
  if (build.status !== 0) throw new Error(`${build.stdout}\n${build.stderr}`);
  const server = join(FOLDER, ".next/standalone", ".data/other-build");
  // Next.js leaves this step to the deployment.
  cpSync(join(FOLDER, ".next/static"), join(server, ".next/static"), { recursive: true });
  return { server: join(server, "server.js"), folder: join(FOLDER, ".next") };
}
