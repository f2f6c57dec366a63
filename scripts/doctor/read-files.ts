import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import nextEnv from "@next/env";
import { developmentVariables, emulatorVariables } from "../environment-files.ts";
import { UsageError } from "./arguments.ts";
import { type Environment, readEnvironment } from "./environment.ts";

type Variables = Record<string, string | undefined>;

const QUIET = { info() {}, error: console.error };

/**
 * @param folder of the project
 * @param envFile the only source, or null for the process environment and the files that the server reads: those of
 * `next start`, or of `next dev` when `NODE_ENV` is `development`
 * @throws UsageError when the file cannot be read
 */
export function environmentToCheck(folder: string, envFile: string | null): Environment {
  const published = emulatorVariables(folder);
  if (envFile !== null) {
    const path = resolve(envFile);
    return readEnvironment(variablesOf(path, folder), published, [path]);
  }
  const isDevelopment = process.env.NODE_ENV === "development";
  const { combinedEnv, loadedEnvFiles } = undisturbed(() => {
    // With NODE_ENV=test, Next.js would leave .env.local out.
    Reflect.deleteProperty(process.env, "NODE_ENV");
    return nextEnv.loadEnvConfig(folder, isDevelopment, QUIET, true);
  });
  const replaced = isDevelopment ? developmentVariables(folder).variables : {};
  const files = loadedEnvFiles.map(({ path }) => resolve(folder, path));
  return readEnvironment({ ...combinedEnv, ...replaced }, published, files);
}

/** The file's values, with `${NAME}` filled in as Next.js does. */
function variablesOf(path: string, folder: string): Variables {
  const contents = contentsOf(path);
  return undisturbed(() => {
    // A value that the process already has would win over the file's.
    for (const [, name = ""] of contents.matchAll(/^\s*(?:export\s+)?([\w.-]+)\s*[=:]/gm)) {
      delete process.env[name];
    }
    const file = { path, contents, env: {} };
    return nextEnv.processEnv([file], folder, QUIET, true)[1] ?? {};
  });
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UsageError(`The file ${path} cannot be read.`);
  }
}

/** Restores `process.env`, which `@next/env` changes. */
function undisturbed<T>(read: () => T): T {
  const before = { ...process.env };
  try {
    return read();
  } finally {
    process.env = before;
  }
}
