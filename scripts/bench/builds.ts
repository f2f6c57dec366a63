import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { z } from "zod";
import { runToEnd } from "./children.ts";
import { linkFiles } from "./link-files.ts";

/** The starter is built inside the project, from which its packages resolve. */
const FOLDER = resolve(".data/bench");
/** The other apps have a root of their own. Next.js would otherwise find `proxy.ts` in the folders above them. */
const PEERS = join(FOLDER, "peers");
const APPS = resolve("scripts/bench/apps");
/** What makes the starter's production build. */
const STARTER = [
  ...["app", "components", "lib", "auth.ts", "instrumentation.ts", "next.config.ts"],
  ...["postcss.config.mjs", "proxy.ts", "tsconfig.build.json", "tsconfig.json"],
];
const SHARED = ["tsconfig.json"];
const HASH_FILE = "sources.sha256";
const packageSchema = z.object({
  type: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** `starter`: this app, with a few pages beside its own. `bare`: an app of the same Next.js with one page. */
export type App = "starter" | "bare" | "auth-js";

const builds = new Map<App, Promise<string>>();

/** @returns the folder of an app's production build, which is made when its sources have changed */
export function builtApp(app: App): Promise<string> {
  const build = builds.get(app) ?? makeBuild(app);
  builds.set(app, build);
  return build;
}

/** @returns the script that runs Next.js in an app's folder */
export function nextOf(folder: string): string {
  return createRequire(join(folder, "package.json")).resolve("next/dist/bin/next");
}

async function makeBuild(app: App): Promise<string> {
  const folder = join(app === "starter" ? FOLDER : PEERS, app);
  const assembled = join(FOLDER, `${app}.sources`);
  assemble(app, assembled);
  const hash = hashOf(assembled);
  rmSync(assembled, { recursive: true });
  const hashFile = join(folder, HASH_FILE);
  if (existsSync(hashFile) && readFileSync(hashFile, "utf8") === hash) return folder;
  if (app !== "starter") linkFiles("node_modules", join(PEERS, "node_modules"));
  assemble(app, folder);
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  await runToEnd([process.execPath, nextOf(folder), "build"], { cwd: folder, env });
  writeFileSync(hashFile, hash);
  return folder;
}

function assemble(app: App, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const source of app === "starter" ? STARTER : SHARED) {
    cpSync(source, join(folder, source), { recursive: true });
  }
  const text = readFileSync("package.json", "utf8");
  const { type, dependencies } = packageSchema.parse(JSON.parse(text));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type, dependencies }));
  cpSync(join(APPS, app), folder, { recursive: true });
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(`${path}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}
