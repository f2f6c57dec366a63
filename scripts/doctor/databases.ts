import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { check as isLocked } from "proper-lockfile";

const APPLIED = "SELECT created_at FROM drizzle.__drizzle_migrations";
/** No such table, and no such schema: the app has not started with this database yet. */
const NOTHING_THERE = ["42P01", "3F000"];
const CONNECT_TIMEOUT_MS = 5_000;
/** A busy app renews its lock late. */
const STALE_LOCK_MS = 60_000;

/** The migrations that a database has had, by their times in the journal, or why they cannot be read. */
export type Applied =
  | { kind: "applied"; times: number[] }
  | { kind: "unreachable"; problem: string }
  | { kind: "busy" };

/** Reads databases, and changes none. */
export type Databases = {
  /** @param url of a PostgreSQL server */
  postgres(url: string): Promise<Applied>;
  /** @param folder of an embedded database, which exists */
  embedded(folder: string): Promise<Applied>;
};

type Query = (sql: string) => Promise<{ rows: { created_at: unknown }[] }>;

export const databases: Databases = {
  async postgres(connectionString) {
    const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await appliedBy((sql) => client.query(sql));
    } catch (error) {
      return { kind: "unreachable", problem: problemOf(error) };
    } finally {
      await client.end();
    }
  },
  async embedded(folder) {
    if (await isLocked(folder, { stale: STALE_LOCK_MS })) return { kind: "busy" };
    // Opening it would write to it.
    const copy = await mkdtemp(join(tmpdir(), "doctor-database-"));
    try {
      await cp(folder, copy, { recursive: true });
      const { PGlite } = await import("@electric-sql/pglite");
      const client = await PGlite.create(copy);
      const applied = await appliedBy((sql) => client.query(sql));
      await client.close();
      return applied;
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  },
};

async function appliedBy(query: Query): Promise<Applied> {
  try {
    const { rows } = await query(APPLIED);
    return { kind: "applied", times: rows.map(({ created_at }) => Number(created_at)) };
  } catch (error) {
    if (NOTHING_THERE.includes(codeOf(error))) return { kind: "applied", times: [] };
    throw error;
  }
}

const PROBLEMS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name cannot be looked up",
  "28P01": "it refuses the password",
  "28000": "it refuses this user",
  "3D000": "it has no database of that name",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate cannot be verified. Add sslrootcert=FILE",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate cannot be verified. Add sslrootcert=FILE",
};

/** The server's own text may hold the address, so only its code is shown. */
function problemOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = codeOf(inner);
  return PROBLEMS[code] ?? `it cannot be used${code === "" ? "" : ` (${code})`}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
