import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lock } from "proper-lockfile";
import { afterEach, beforeEach, expect, test } from "vitest";
import { databaseMigrations } from "../../scripts/doctor/checks/database.ts";
import { databases } from "../../scripts/doctor/databases.ts";
import type { Subject } from "../../scripts/doctor/subject.ts";

/** Making a database takes a minute on a busy machine. */
const LONG = 180_000;

let folder: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-database-"));
  data = join(folder, ".data/database-localhost-3000");
  mkdirSync(join(folder, ".data"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const environment = { variables: {}, appUrl: new URL("http://localhost:3000") };
const diagnosed = () =>
  databaseMigrations.run({ environment, databases, machine: { folder } } as unknown as Subject);

/** Names and contents of all files in the folder. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hash.update(path).update(readFileSync(path));
  }
  return hash.digest("hex");
}

test(
  "an embedded database is read from a copy, and of one that is newer the doctor says so",
  async () => {
    const database = await PGlite.create(data);
    await database.exec(`
    CREATE SCHEMA drizzle;
    CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text, created_at bigint);
    INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('newer', 4102444800000);
  `);
    await database.close();
    const before = fingerprint();
    expect(await diagnosed()).toMatchObject({
      ...{ status: "fail", saw: "it has 1 migrations that this version of the code does not" },
    });
    expect(fingerprint()).toBe(before);
  },
  LONG,
);

test("an embedded database that the app has open is left alone", async () => {
  mkdirSync(data, { recursive: true });
  const unlock = await lock(data);
  expect(await diagnosed()).toMatchObject({ saw: "the running app has the database open" });
  await unlock();
});
