import { beforeEach, expect, test } from "vitest";
import { DEEP } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { allTasks, emptyTables, runAllTasks } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud();
const SESSIONS = 8;

beforeEach(() => emptyTables());

const calls = (end: string) =>
  emulator.journal.entries().filter(({ path }) => path.endsWith(end)).length;

/** Signs in many times, and ends all but one of the sessions while the cloud refuses to revoke tokens. */
async function endSessionsAt(status: number, ...paths: string[]): Promise<Browser> {
  const ada = new Browser(emulator);
  await ada.join("ada@example.com");
  for (let count = 0; count < SESSIONS; count += 1) await ada.elsewhere().signIn();
  await ada.signIn();
  for (const path of paths) emulator.faults.plant({ match: { path }, status });
  emulator.journal.clear();
  expect((await ada.json("DELETE", "/api/sessions")).status).toBe(204);
  return ada;
}

test("25: a cloud that forbids one operation does not get a token request for each call", async () => {
  const ada = await endSessionsAt(403, "/revoke");
  const revocations = (await allTasks()).filter(({ kind }) => kind === "revoke_tokens");
  expect(revocations).toHaveLength(SESSIONS);
  await runAllTasks();
  expect([calls("/token"), calls("/revoke")]).toEqual([0, 2 * SESSIONS]);
  expect((await ada.json("GET", "/api/passkeys")).status).toBe(200);
});

test(
  "25: a cloud that refuses every token gets one token request, not one for each call",
  DEEP,
  async () => {
    await endSessionsAt(401, "/revoke", "/credential-binding-jobs", "/credentials");
    await runAllTasks();
    expect(calls("/token")).toBeLessThanOrEqual(1);
    emulator.faults.clear();
    await runAllTasks();
    expect(await allTasks()).toEqual([]);
  },
);
