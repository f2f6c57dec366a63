import nextEnv from "@next/env";

const QUIET = { info() {}, error() {} };

/**
 * Reads a file as Next.js does, which expands `$NAME`, without the variables of this process.
 *
 * @returns the variables of the file alone, by name
 */
export function variablesIn(text: string): Record<string, string> {
  // Next.js keeps the variables that it finds at its first call, so it has to see the real ones then.
  nextEnv.processEnv([], ".", QUIET);
  const own = process.env;
  process.env = {} as NodeJS.ProcessEnv;
  try {
    const file = { path: "file", contents: text, env: {} as Record<string, string | undefined> };
    nextEnv.processEnv([file], ".", QUIET, true);
    return Object.fromEntries(Object.entries(file.env).map(([name, value]) => [name, value ?? ""]));
  } finally {
    process.env = own;
  }
}
