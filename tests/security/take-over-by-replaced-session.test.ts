import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { MOST_SESSIONS } from "@/lib/session-limits";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, insertSessions } from "../support/in-process/rows.ts";
import { Scene } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

const sessionsOfVictim = async () =>
  (await allSessions()).filter(({ identityId }) => identityId === scene.victimId);

/** Does something while the database ends no session. */
async function withoutEnding<T>(task: () => Promise<T>): Promise<T> {
  const run = (statement: string) => inDatabase((db) => db.execute(statement));
  await run(`CREATE FUNCTION fail_to_end() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no session ends'; END $$`);
  await run("CREATE TRIGGER no_end BEFORE DELETE ON sessions EXECUTE FUNCTION fail_to_end()");
  try {
    return await task();
  } finally {
    await run("DROP TRIGGER no_end ON sessions");
    await run("DROP FUNCTION fail_to_end");
  }
}

test("take-over: use a copied cookie after its owner signed in again and the database failed in the middle", async () => {
  const thief = scene.thief();
  const end = await withoutEnding(() => scene.victim.signIn());
  expect(`${end.pathname}${end.search}`).toBe("/auth-error?error=service_unavailable");
  expect(await sessionsOfVictim()).toHaveLength(1);
  expect((await scene.victim.signIn()).pathname).toBe("/account");
  expect(await sessionsOfVictim()).toHaveLength(1);
  await scene.expectUnharmed(thief);
});

test("take-over: keep the least recently used session because the database failed at a new one", async () => {
  const [session] = await sessionsOfVictim();
  if (!session) throw new Error("the victim is signed in");
  const others = Array.from({ length: MOST_SESSIONS - 1 }, (_, index) => ({
    ...session,
    id: randomUUID(),
    tokens: null,
    lastSeenAt: ago(1_000 * (index + 1)),
  }));
  await insertSessions(others);
  await withoutEnding(() => scene.victim.elsewhere().signIn());
  expect(await sessionsOfVictim()).toHaveLength(MOST_SESSIONS);
});
