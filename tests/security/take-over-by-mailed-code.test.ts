import { beforeAll, beforeEach, expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { allTasks, runAllTasks } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";
import { clickDelete } from "./support/delete-account.ts";
import { linkForToken, tokenOfMailedCode } from "./support/mailed-code.ts";
import { Scene, VICTIM } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });
const TOKEN_LIFE_MS = 15 * 60_000;

let scene: Scene;
let thief: Browser;
let token: string;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(async () => {
  await scene.again();
  thief = new Browser(emulator, "Mallory/1.0");
  token = await tokenOfMailedCode(emulator, thief, VICTIM);
});

const openLinks = () =>
  emulator.store.state.bindingJobs.filter(
    ({ identityId, state }) => identityId === scene.victimId && state === "LINK_SENT",
  );

async function revokePasskey(): Promise<void> {
  const { credentials } = emulator.store.state;
  const passkey = credentials.find(({ identityId }) => identityId === scene.victimId);
  expect((await scene.victim.json("DELETE", `/api/passkeys/${passkey?.id}`)).status).toBe(204);
}

async function endOtherSessions(): Promise<void> {
  expect((await scene.victim.json("DELETE", "/api/sessions")).status).toBe(204);
}

test.each([
  ["ended all other sessions", endOtherSessions],
  ["revoked a passkey", revokePasskey],
])("take-over: use a link bought with a mailed code after its owner %s", async (_, close) => {
  const link = await linkForToken(token);
  await close();
  expect(openLinks()).toEqual([]);
  await expect(thief.bind(link ?? "")).rejects.toThrow();
});

test.each([
  ["ended all other sessions", endOtherSessions],
  ["revoked a passkey", revokePasskey],
])(
  "take-over: buy a link with a token of a mailed code after its owner %s, and keep it",
  async (_, close) => {
    await close();
    const link = await linkForToken(token);
    const [task] = (await allTasks()).filter(({ kind }) => kind === "revoke_unknown_links");
    expect(task?.dueAt.getTime()).toBeGreaterThan(Date.now() + TOKEN_LIFE_MS);
    await runAllTasks();
    expect(openLinks()).toEqual([]);
    await expect(thief.bind(link ?? "")).rejects.toThrow();
  },
);

test("take-over: use a link bought with a mailed code after its owner cleaned up while the cloud failed", async () => {
  await linkForToken(token);
  const path = "credential-binding-jobs";
  emulator.faults.plant({ match: { path }, drop: true });
  for (let time = 0; time < 5; time += 1) await endOtherSessions();
  expect((await allTasks()).length).toBeLessThan(3);
  emulator.faults.clear();
  await runAllTasks();
  expect(openLinks()).toEqual([]);
  expect(await allTasks()).toEqual([]);
});

test("take-over: use a link bought with a mailed code after its owner deleted the account, which the cloud does not", async () => {
  const link = await linkForToken(token);
  emulator.faults.plant({ match: { method: "DELETE", path: "/identities" }, status: 403 });
  await clickDelete(scene.victim, true);
  await settled();
  expect(scene.victimId).not.toBe("");
  expect(openLinks()).toEqual([]);
  await expect(thief.bind(link ?? "")).rejects.toThrow();
});

test("take-over: keep a link bought with a mailed code for longer than fifteen minutes", async () => {
  const end = await scene.victim.elsewhere().signIn();
  expect(end.pathname).toBe("/account");
  const link = await linkForToken(token);
  await runAllTasks();
  expect(openLinks()).toEqual([]);
  await expect(thief.bind(link ?? "")).rejects.toThrow();
});
