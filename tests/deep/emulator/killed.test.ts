import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { buildEmulator } from "./support/build-emulator.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./support/killed-emulator.ts";

const KILLS = 50;
const WRITERS = 4;
/** A kill comes after up to so many changes of the round, and up to so many milliseconds after the last of them. */
const MOST_CHANGES = 8;
const LONGEST_PAUSE_MS = 12;

const folder = mkdtempSync(join(tmpdir(), "killed-"));
const state = join(folder, "state");
const stateFile = join(state, "state.json");
let program: string;
let running: EmulatorProcess;

beforeAll(async () => {
  mkdirSync(state);
  program = await buildEmulator(folder);
  running = await startEmulatorProcess(program, stateFile);
}, 120_000);
afterAll(async () => {
  await running.kill();
  rmSync(folder, { recursive: true });
});

const realm = `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}`;

async function managementToken(): Promise<string> {
  const { clientId, clientSecret, id } = seed.managementApplication;
  const url = `${running.origin}${applicationPath(seed.adminRealm.id, id)}/token`;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(url, { method: "POST", body });
  return (await response.json()).access_token;
}

/** The groups whose making or deleting an emulator has answered with 200. */
type Changes = { made: Set<string>; deleted: Set<string> };

/** Makes groups, and deletes each third one, until the emulator dies. */
async function write(
  authorization: string,
  name: string,
  { made, deleted }: Changes,
  onChange: () => void,
): Promise<void> {
  const headers = { authorization };
  const groups = `${running.origin}${realm}/groups`;
  for (let count = 0; ; count += 1) {
    const body = JSON.stringify({ group: { display_name: `${name} ${count}` } });
    const { id } = await (await fetch(groups, { method: "POST", headers, body })).json();
    made.add(id);
    onChange();
    if (count % 3 < 2) continue;
    made.delete(id);
    await (await fetch(`${groups}/${id}`, { method: "DELETE", headers })).text();
    deleted.add(id);
    onChange();
  }
}

/** Writes from several clients at once, and kills the emulator in the middle. */
async function killWhileWriting(authorization: string, kill: number, changes: Changes) {
  let count = 0;
  let enough = () => {};
  const counted = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const onChange = () => {
    count += 1;
    if (count > kill % MOST_CHANGES) enough();
  };
  const writers = Promise.allSettled(
    Array.from({ length: WRITERS }, (_, index) =>
      write(authorization, `${kill} ${index}`, changes, onChange),
    ),
  );
  await Promise.race([counted, writers]);
  await pause((kill * 5) % LONGEST_PAUSE_MS);
  await running.kill();
  await writers;
}

async function groupIds(authorization: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let token = ""; ; ) {
    const query = new URLSearchParams({ page_size: "200", ...(token && { page_token: token }) });
    const url = `${running.origin}${realm}/groups?${query}`;
    const response = await fetch(url, { headers: { authorization } });
    const { groups, next_page_token } = await response.json();
    for (const { id } of groups) ids.add(id);
    if (!next_page_token) return ids;
    token = next_page_token;
  }
}

async function signingKeys(): Promise<unknown> {
  const { id } = seed.webApplication;
  const url = `${running.origin}${applicationPath(seed.realm.id, id)}/.well-known/jwks.json`;
  return (await fetch(url)).json();
}

test("an emulator killed 50 times while it writes loses nothing that it has acknowledged", async () => {
  const changes: Changes = { made: new Set(), deleted: new Set() };
  const authorization = `Bearer ${await managementToken()}`;
  const keys = await signingKeys();
  const { port } = new URL(running.origin);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await killWhileWriting(authorization, kill, changes);
    running = await startEmulatorProcess(program, stateFile, port);
    const kept = await groupIds(authorization);
    expect([...changes.made].filter((id) => !kept.has(id))).toEqual([]);
    expect([...changes.deleted].filter((id) => kept.has(id))).toEqual([]);
    expect([running.said(), await signingKeys()]).toEqual(["", keys]);
    expect(readdirSync(state)).toEqual(["state.json"]);
  }
  expect(changes.made.size).toBeGreaterThan(KILLS);
  expect(changes.deleted.size).toBeGreaterThan(0);
});
