import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "@/lib/database/embedded";
import { rateLimits } from "@/lib/database/schema";

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "embedded-")), "database");
}, 30_000);

afterEach(() => rm(join(folder, ".."), { recursive: true }));

test("what was written is there after the process lets go and opens the folder again", async () => {
  const first = await openEmbedded(folder);
  await first.db.insert(rateLimits).values({ key: "k", points: 3 });
  await first.close();
  const second = await openEmbedded(folder);
  const rows = await second.db.select().from(rateLimits);
  await second.close();
  expect(rows).toMatchObject([{ key: "k", points: 3 }]);
}, 30_000);
