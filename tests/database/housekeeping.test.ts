import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, inDatabase } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import { removeStale } from "@/lib/operation/housekeeping";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";

const FOLDER = ".data/database-localhost-39217";
const ROWS = 500;

inEnvironment({ ...ENVIRONMENT, AUTH_URL: "http://localhost:39217" });

afterAll(async () => {
  await closeDatabase();
  await rm(FOLDER, { recursive: true, force: true });
});

async function size(): Promise<number> {
  const query = sql`SELECT pg_table_size('audit_events')::int AS size`;
  const { rows } = (await inDatabase((db) => db.execute(query))) as { rows: { size: number }[] };
  return rows[0]?.size ?? 0;
}

async function fillAndClean(): Promise<void> {
  const at = new Date(0);
  const event = { at, type: "signed_in", issuer: "i", identityId: "a", correlationId: "c" };
  const rows = Array.from({ length: ROWS }, () => ({ ...event, id: randomUUID() }));
  await inDatabase((db) => db.insert(auditEvents).values(rows));
  await removeStale();
}

test("25: the embedded database reuses the space of deleted rows", async () => {
  await fillAndClean();
  await fillAndClean();
  const settled = await size();
  for (let count = 0; count < 4; count += 1) await fillAndClean();
  expect(await size()).toBeLessThanOrEqual(settled * 1.1);
});
