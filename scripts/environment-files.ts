import { readFileSync } from "node:fs";
import { join } from "node:path";
import nextEnv from "@next/env";

type Variables = Record<string, string | undefined>;

const QUIET = { info() {}, error: console.error };
/** The application whose sign-in page is the app's own, and the one whose page is the cloud's. */
const EMULATOR_FILES = { embedded: ".env.development", hosted: ".env.hosted" };
export type SignInPage = keyof typeof EMULATOR_FILES;

/**
 * Useful with a real tenant as well, so they stay when the tenant's values replace the emulator's, unless a file has them
 * under their old names.
 */
const NOT_OF_THE_EMULATOR: Record<string, string> = {
  AUTH_URL: "NEXTAUTH_URL",
  AUTH_SECRET: "NEXTAUTH_SECRET",
};

/**
 * @param folder of the project
 * @returns the committed values that point the app at the emulator, with the ports of this process filled in
 */
export function emulatorVariables(folder = ".", page: SignInPage = "embedded"): Variables {
  return undisturbed(() => {
    const path = EMULATOR_FILES[page];
    const contents = readFileSync(join(folder, path), "utf8");
    const file = { path, contents, env: {} };
    // A value that the process already has would win over the file's.
    for (const [, name = ""] of contents.matchAll(/^(\w+)=/gm)) delete process.env[name];
    return nextEnv.processEnv([file], folder, QUIET, true)[1] ?? {};
  });
}

/**
 * Computes the variables for `next dev` on top of its environment files. With a tenant in `.env.local`, the
 * emulator's values that the files leave in place are emptied, so that the two are never mixed.
 *
 * @returns variables to add, and whether the emulator is the configured cloud
 */
export function developmentVariables(folder = "."): {
  variables: Variables;
  usesEmulator: boolean;
} {
  const emulator = emulatorVariables(folder);
  const configured = undisturbed(
    () => nextEnv.loadEnvConfig(folder, true, QUIET, true).combinedEnv,
  );
  const usesEmulator = configured.BEYOND_IDENTITY_DISCOVERY === emulator.BEYOND_IDENTITY_DISCOVERY;
  if (usesEmulator) return { variables: {}, usesEmulator };
  const leftOver = Object.keys(emulator).filter(
    (name) => configured[name] === emulator[name] && !isKept(name, configured),
  );
  return { variables: emptied(leftOver), usesEmulator };
}

function isKept(name: string, configured: Variables): boolean {
  const oldName = NOT_OF_THE_EMULATOR[name];
  return oldName !== undefined && !configured[oldName];
}

/**
 * @returns variables that make `next dev` use the emulator's Hosted Web application, whatever cloud the files name
 */
export function hostedDevelopmentVariables(folder = "."): Variables {
  const { combinedEnv } = undisturbed(() => nextEnv.loadEnvConfig(folder, true, QUIET, true));
  const ofTheCloud = Object.keys(combinedEnv).filter((name) => name.startsWith("BEYOND_IDENTITY_"));
  return { ...emptied(ofTheCloud), ...emulatorVariables(folder, "hosted") };
}

/**
 * @returns variables that make the production server use the emulator, regardless of the environment files
 */
export function emulatedVariables(folder = ".", page: SignInPage = "embedded"): Variables {
  const files = undisturbed(() => nextEnv.loadEnvConfig(folder, false, QUIET, true).loadedEnvFiles);
  const named = [
    ...files.flatMap(({ env }) => Object.keys(env)),
    ...Object.keys(process.env).filter((name) => name.startsWith("BEYOND_IDENTITY_")),
  ];
  return { ...emptied(named), ...emulatorVariables(folder, page) };
}

/** An empty value counts as not set, and keeps Next from reading the name from a file. */
function emptied(names: string[]): Variables {
  return Object.fromEntries(names.map((name) => [name, ""]));
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
