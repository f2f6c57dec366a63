import { spawnSync } from "node:child_process";

/** Debian installs it where only root has it on the PATH. */
const CANDIDATES = ["pgbouncer", "/usr/sbin/pgbouncer"];

/** How to install it. */
export const HOW_TO_GET_PGBOUNCER = "apt-get install pgbouncer, or brew install pgbouncer";

/**
 * @returns the PgBouncer of this machine, or null
 * @throws Error instead of null if `CI` is set, where tests that cannot run do not count as passed
 */
export function findPgBouncer(): string | null {
  const works = (program: string) => spawnSync(program, ["--version"]).status === 0;
  const found = CANDIDATES.find(works);
  if (found === undefined && process.env.CI) {
    throw new Error(`CI is set, and there is no PgBouncer: ${HOW_TO_GET_PGBOUNCER}.`);
  }
  return found ?? null;
}
