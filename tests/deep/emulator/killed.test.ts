import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./support/killed-emulator.ts";

const KILLS = 50;
const WRITERS = 4;
/** A kill comes after this long at most, so that it meets requests, writes and renames at every point. */
const LONGEST_RUN_MS = 120;

const folder = mkdtempSync(join(tmpdir(), "killed-"));
const stateFile = join(folder, "state.json");
let running: EmulatorProcess;

beforeAll(async () => {
  running = await startEmulatorProcess(stateFile);
});
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

/** Writes until the emulator dies, and notes each change that it has answered with 200. */
async function write(authorization: string, name: string, acknowledged: Changes): Promise<void> {
  const headers = { authorization };
  const groups = `${running.origin}${realm}/groups`;
  for (let count = 0; ; count += 1) {
    const body = JSON.stringify({ group: { display_name: `${name} ${count}` } });
    const made = await fetch(groups, { method: "POST", headers, body });
    const { id } = await made.json();
    acknowledged.made.add(id);
    if (count % 3 > 0) continue;
    acknowledged.made.delete(id);
    const gone = await fetch(`${groups}/${id}`, { method: "DELETE", headers });
    await gone.text();
    acknowledged.deleted.add(id);
  }
}

type Changes = { made: Set<string>; deleted: Set<string> };

async function groupIds(authorization: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let token = ""; ; ) {
    const query = new URLSearchParams({ page_size: "200", ...(token && { page_token: token }) });
    const url = `${running.origin}${realm}/groups?${query}`;
    const { groups, next_page_token } = await (
      await fetch(url, { headers: { authorization } })
    ).json();
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
  const acknowledged: Changes = { made: new Set(), deleted: new Set() };
  const authorization = `Bearer ${await managementToken()}`;
  const keys = await signingKeys();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const writers = Promise.allSettled(
      Array.from({ length: WRITERS }, (_, index) =>
        write(authorization, `${kill} ${index}`, acknowledged),
      ),
    );
    await pause((kill / KILLS) * LONGEST_RUN_MS);
    await running.kill();
    await writers;

    running = await startEmulatorProcess(stateFile, running.origin);
    const kept = await groupIds(authorization);
    expect([...acknowledged.made].filter((id) => !kept.has(id))).toEqual([]);
    expect([...acknowledged.deleted].filter((id) => kept.has(id))).toEqual([]);
    expect([running.said(), await signingKeys()]).toEqual(["", keys]);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  }
  expect(acknowledged.made.size).toBeGreaterThan(KILLS);
});
