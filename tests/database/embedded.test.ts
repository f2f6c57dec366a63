import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { openEmbedded } from "@/lib/database/embedded";
import { rateLimits } from "@/lib/database/schema";

/** Opens the folder and stays, as a server does. An exception, which Next.js survives, ends this one with code 0. */
const SERVER = `
  import { openEmbedded } from "./lib/database/embedded.ts";
  process.on("uncaughtException", () => process.exit(0));
  process.stdin.resume();
  await openEmbedded(process.env.FOLDER);
  process.stdout.write("open");
`;

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "embedded-")), "database");
});

afterEach(() => rm(join(folder, ".."), { recursive: true }));

test("data survives closing and reopening the folder", async () => {
  const first = await openEmbedded(folder);
  await first.db.insert(rateLimits).values({ key: "k", points: 3 });
  await first.close();
  const second = await openEmbedded(folder);
  const rows = await second.db.select().from(rateLimits);
  await second.close();
  expect(rows).toMatchObject([{ key: "k", points: 3 }]);
});

test("no other user of the machine can read a new database", async () => {
  const { close } = await openEmbedded(folder);
  await close();
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("a creation that was cut off is done again", async () => {
  await mkdir(`${folder}.unfinished`);
  await writeFile(`${folder}.unfinished/PG_VERSION`, "");
  const { db, close } = await openEmbedded(folder);
  expect(await db.$count(rateLimits)).toBe(0);
  await close();
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

test("a statement that fails, alone or in a transaction, harms none of the others", async () => {
  const { db, close } = await openEmbedded(folder);
  const insert = (points: number) => db.insert(rateLimits).values({ key: "k", points });
  await insert(1);
  for (const points of [2, 3]) await expect(insert(points)).rejects.toThrow("Failed query");
  const transaction = db.transaction(async (tx) => {
    await tx.delete(rateLimits);
    await tx.insert(rateLimits).values([
      { key: "l", points: 4 },
      { key: "l", points: 5 },
    ]);
  });
  await expect(Promise.all([transaction, db.select().from(rateLimits)])).rejects.toThrow();
  const rows = await db.select().from(rateLimits);
  await close();
  expect(rows).toMatchObject([{ key: "k", points: 1 }]);
});

test("a suspended process whose folder was taken over ends and says why", async () => {
  const node = ["--conditions=react-server", "--import", "tsx", "--input-type=module"];
  const server = spawn(process.execPath, [...node, "--eval", SERVER], {
    env: { ...process.env, FOLDER: folder },
  });
  onTestFinished(() => void server.kill());
  const said = text(server.stderr);
  await once(server.stdout, "data");
  // Taking over a lock begins with its removal.
  await rmdir(`${folder}.lock`);
  const [code] = await once(server, "exit");
  expect([code, await said]).toEqual([
    1,
    expect.stringMatching(/^Another process took over the embedded .*DATABASE_URL.*\n$/),
  ]);
  expect(await said).toContain(folder);
});
