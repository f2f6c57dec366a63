import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPgBouncer, HOW_TO_GET_PGBOUNCER } from "../../scripts/find-pgbouncer.ts";
import { freePort } from "./postgres-server.ts";

/** Fewer than a process of the app opens by itself. */
export const POOLED_CONNECTIONS = 4;

/** A PgBouncer in transaction mode on loopback. */
export type PgBouncer = {
  /** @returns the address of the same database through PgBouncer. */
  through(url: string): string;
  stop(): Promise<void>;
};

/**
 * Starts PgBouncer in front of a PostgreSQL server.
 *
 * @param server address of any of its databases
 */
export async function startPgBouncer(server: string): Promise<PgBouncer> {
  const program = findPgBouncer();
  if (program === null) throw new Error(`There is no PgBouncer: ${HOW_TO_GET_PGBOUNCER}.`);
  const folder = await mkdtemp(join(tmpdir(), "pgbouncer-"));
  // It refuses to run as root, and reads the file as another user.
  await chmod(folder, 0o755);
  const file = join(folder, "pgbouncer.ini");
  const port = await freePort();
  await writeFile(file, configuration(new URL(server), port));
  const asOther = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(program, ["-q", ...asOther, file], { stdio: ["ignore", "ignore", "pipe"] });
  await listening(child, port);
  return {
    through: (url) => {
      const address = new URL(url);
      address.host = `127.0.0.1:${port}`;
      return address.href;
    },
    stop: async () => {
      // It keeps no state, and since 1.23 it would wait for its clients after SIGTERM (pgbouncer.org/usage.html).
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** https://www.pgbouncer.org/config.html */
function configuration({ hostname, port, username, password }: URL, ownPort: number): string {
  return `[databases]
* = host=${hostname} port=${port || 5432} user=${username} password=${password}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${POOLED_CONNECTIONS}
max_client_conn = 500
server_idle_timeout = 5
`;
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  let printed = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const until = Date.now() + 10_000;
  while (child.exitCode === null && Date.now() < until) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`PgBouncer did not start:\n${printed}`);
}
