import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** All apps on localhost share their cookies, which soon exceed the 16 KB that Node.js accepts. */
const LARGE_HEADERS = "--max-http-header-size=65536";

/**
 * Runs a command of Next.js with this process's terminal.
 *
 * @param variables added to the process environment
 */
export function startNext(
  arguments_: string[],
  variables: Record<string, string | undefined>,
): ChildProcess {
  return spawn(process.execPath, [LARGE_HEADERS, NEXT, ...arguments_], {
    stdio: "inherit",
    // The commands of this starter work without a network, so Next.js must not need one.
    env: { NEXT_TELEMETRY_DISABLED: "1", ...process.env, ...variables } as NodeJS.ProcessEnv,
  });
}

/** @returns the exit code, once the process has ended. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 0));
  });
}

/** Passes one Ctrl-C or `kill` on to the child, whose end then ends this process. */
export function forwardSignals(child: ChildProcess): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => child.kill(signal));
  }
}
