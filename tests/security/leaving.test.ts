import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { inDatabase } from "@/lib/database/database";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { whileOutboxIsDead } from "../support/in-process/dead-outbox.ts";
import {
  ago,
  allEvents,
  allSessions,
  allTasks,
  changeSessions,
  runAllTasks,
  traces,
} from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";
import { clickDelete } from "./support/delete-account.ts";
import { Scene, VICTIM } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });

let scene: Scene;
let adaId: string;
let logged: string;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
  adaId = scene.victimId;
});
beforeEach(async () => {
  logged = "";
  vi.spyOn(console, "info").mockImplementation((line) => {
    logged += `${line}\n`;
  });
  await scene.again();
  // Listing the passkeys also compares them with those known before.
  await scene.victim.json("GET", "/api/passkeys");
});

const ada = () => emulator.store.state.identities.find(({ id }) => id === adaId);
const pathOf = (click: object) => ("path" in click ? String(click.path) : "");
const isIn = async () => (await scene.victim.json("GET", "/api/sessions")).status === 200;

async function expectNothingDeleted(): Promise<void> {
  expect(ada()).toBeDefined();
  expect(await isIn()).toBe(true);
  expect(await allTasks()).toEqual([]);
  await scene.expectUnharmed();
}

async function deleteAda(): Promise<void> {
  expect(pathOf(await clickDelete(scene.victim, true))).toMatch(/^\/account-deleted\?of=ey/);
  await settled();
}

test("leaving: a copy of the cookie, or a session left open, deletes no account", async () => {
  await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
  for (const confirmed of [false, true]) {
    const click = await clickDelete(scene.thief(), confirmed);
    expect(pathOf(click)).toContain("/sign-in?");
    expect(pathOf(click)).toContain("error=fresh_sign_in_required");
  }
  await expectNothingDeleted();
});

test("leaving: one click deletes no account", async () => {
  expect(await clickDelete(scene.victim, false)).toEqual({ state: { status: "confirm" } });
  await expectNothingDeleted();
});

test("leaving: another site's page deletes no account", async () => {
  const click = await clickDelete(scene.victim, true, "https://evil.example");
  expect(click).toMatchObject({ state: { status: "failed", code: "forbidden_origin" } });
  await expectNothingDeleted();
});

test("leaving: a stranger deletes their own account and no other", async () => {
  await clickDelete(scene.attacker, true);
  await settled();
  expect(scene.attackerId).toBe("");
  expect(await scene.attacker.session()).toBeNull();
  expect(await isIn()).toBe(true);
  expect((await traces(adaId)).known_passkeys).toBe(1);
  expect((await allEvents()).map(({ identityId }) => identityId)).toContain(adaId);
});

test("leaving: no cookie, passkey, token or link of a deleted account works", async () => {
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  const thief = scene.thief();
  await scene.attacker.json("POST", "/api/recover", { email: VICTIM });
  const link = scene.victim.newestLink(VICTIM);
  await deleteAda();
  for (const who of [scene.victim, elsewhere, thief]) expect(await who.session()).toBeNull();
  expect(ada()).toBeUndefined();
  const { credentials, refreshTokens, accessTokens } = emulator.store.state;
  const passkeys = credentials.filter(({ identityId }) => identityId === adaId);
  expect(passkeys.map(({ state }) => state)).toEqual(["REVOKED"]);
  const tokens = [
    ...refreshTokens.filter(({ identityId }) => identityId === adaId),
    ...accessTokens.filter(({ subject }) => subject === adaId),
  ];
  expect(tokens.length).toBeGreaterThan(2);
  expect(tokens.filter(({ revokedAt }) => revokedAt === undefined)).toEqual([]);
  await expect(scene.victim.elsewhere().bind(link)).rejects.toThrow();
  await expect(scene.victim.elsewhere().signIn()).rejects.toThrow();
});

test("leaving: no data about the user is left, and the log has one line", async () => {
  expect(await traces(adaId)).toMatchObject({ sessions: 1, known_passkeys: 1, audit_events: 1 });
  await deleteAda();
  const { outbox, account_epochs: _, audit_events: late, ...rest } = await traces(adaId);
  expect(Object.values(rest)).toEqual([0, 0, 0, 0, 0]);
  // The revocation of the tokens is recorded afterwards and removed a day later.
  expect(late).toBeLessThan(2);
  // That what came in late is forgotten, and that no link comes of the token of a mailed code.
  expect(outbox).toBe(2);
  await runAllTasks();
  expect(Object.values(await traces(adaId)).filter((count) => count > 0)).toEqual([]);
  expect(logged.match(/"event":"account_deleted"/g)).toHaveLength(1);
  expect(logged).not.toContain(VICTIM);
});

test("leaving: a database failure in the middle deletes nothing", async () => {
  const before = await traces(adaId);
  await inDatabase((db) => db.execute("ALTER TABLE known_passkeys RENAME TO gone"));
  const click = await clickDelete(scene.victim, true).finally(() =>
    inDatabase((db) => db.execute("ALTER TABLE gone RENAME TO known_passkeys")),
  );
  expect(click).toMatchObject({ state: { status: "failed", code: "service_unavailable" } });
  expect(await traces(adaId)).toEqual(before);
  await expectNothingDeleted();
});

test("leaving: another process finishes the deletion when the first one dies", async () => {
  await whileOutboxIsDead(async () => {
    await deleteAda();
    expect(ada()).toBeDefined();
    expect(await scene.victim.session()).toBeNull();
  });
  await runAllTasks();
  expect(ada()).toBeUndefined();
});

test("leaving: during a cloud outage the passkey of a deleted account signs no user in", async () => {
  emulator.faults.plant({ match: { path: "/credentials" }, status: 503 });
  await deleteAda();
  expect(ada()).toBeDefined();
  const end = await scene.victim.elsewhere().signIn();
  expect(`${end.pathname}${end.search}`).toContain("error=sign_in_interrupted");
  expect((await allSessions()).filter(({ identityId }) => identityId === adaId)).toEqual([]);
});

test("leaving: registering again during a cloud outage gives a new account", async () => {
  emulator.faults.plant({ match: { path: "/credentials" }, status: 503 });
  await deleteAda();
  const newcomer = scene.victim.elsewhere();
  emulator.store.state.messages = [];
  expect((await newcomer.json("POST", "/api/register", { email: VICTIM })).status).toBe(202);
  expect(emulator.store.state.messages).toEqual([]);
  emulator.faults.clear();
  await runAllTasks();
  await runAllTasks();
  expect(ada()).toBeUndefined();
  await newcomer.bind(newcomer.newestLink(VICTIM));
  expect((await newcomer.signIn()).pathname).toBe("/account");
  expect(scene.victimId).not.toBe(adaId);
  expect(await traces(adaId)).toMatchObject({ audit_events: 0, sessions: 0 });
});

const answersWith = (status: number) => new Response("{}", { status });
const wants = async (request: Request) =>
  request.url.endsWith("/token") && (await request.clone().text()).includes("identities%3Adelete");

test.each<[string, (request: Request) => Promise<boolean>, number]>([
  ["for the call", async ({ method }) => method === "DELETE", 403],
  ["for the token", wants, 400],
  ["for the client", wants, 401],
])(
  "leaving: a tenant that does not grant deletion (refused %s) loses nothing else",
  async (_, isRefused, status) => {
    const send = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (...parameters) => {
      const request = new Request(...parameters);
      return (await isRefused(request)) ? answersWith(status) : send(request);
    });
    await deleteAda();
    expect(ada()).toBeDefined();
    const passkeys = emulator.store.state.credentials;
    expect(passkeys.find(({ identityId }) => identityId === adaId)?.state).toBe("REVOKED");
    expect((await scene.attacker.json("GET", "/api/passkeys")).status).toBe(200);
    expect((await scene.attacker.elsewhere().signIn()).pathname).toBe("/account");
    expect((await allTasks()).map(({ kind }) => kind)).toContain("delete_identity");
  },
);

test("leaving: a forged farewell address names no passkeys", async () => {
  const { passkeysOfDeletedAccount } = await import("@/lib/accounts/account-deleted-address");
  const { credentials } = emulator.store.state;
  const ids = credentials.filter(({ identityId }) => identityId === adaId).map(({ id }) => id);
  const path = pathOf(await clickDelete(scene.victim, true));
  await settled();
  const sealed = new URL(path, APP_ORIGIN).searchParams.get("of") ?? "";
  expect(await passkeysOfDeletedAccount(sealed)).toEqual(ids);
  const forged = [
    undefined,
    "",
    ids.join(),
    [sealed],
    `${sealed}x`,
    scene.attacker.sessionCookie(),
  ];
  for (const value of forged) expect(await passkeysOfDeletedAccount(value)).toBeNull();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
  expect(await passkeysOfDeletedAccount(sealed)).toBeNull();
  vi.useRealTimers();
});

const fileSchema = z.strictObject({
  createdAt: z.iso.datetime(),
  account: z.strictObject({
    issuer: z.url(),
    identityId: z.string(),
    email: z.string(),
    name: z.string(),
  }),
  passkeys: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      active: z.boolean(),
      createdAt: z.string(),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: z.uuid(),
      userAgent: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      expiresAt: z.string(),
      isThis: z.boolean(),
    }),
  ),
  history: z.array(
    z.strictObject({
      at: z.string(),
      type: z.string(),
      sessionId: z.uuid().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
});

test("leaving: the data file holds all of the user's data and no secrets", async () => {
  await scene.attacker.json("GET", "/api/passkeys");
  await scene.victim.elsewhere().signIn();
  const answer = await scene.victim.json("GET", "/api/account/data");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="my-data.json"');
  const text = await answer.text();
  const file = fileSchema.parse(JSON.parse(text));
  expect(file.account).toMatchObject({ identityId: adaId, email: VICTIM });
  expect([file.passkeys.length, file.sessions.length]).toEqual([1, 2]);
  expect(file.history.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["passkey_created", "signed_in"]),
  );
  expect(text).not.toMatch(/eyJ|mallory/i);
  expect(text).not.toContain(scene.attackerId);
});

test.each([
  ["a signed-out request", 401, () => ({ cookie: "" })],
  ["another site's page", 403, () => ({ "sec-fetch-site": "cross-site" })],
])("leaving: %s gets no data", async (_, status, headers) => {
  const answer = await scene.victim.json("GET", "/api/account/data", undefined, headers());
  expect(answer.status).toBe(status);
  expect(await answer.text()).not.toContain(VICTIM);
});

test("leaving: the data file is refused rather than sent incomplete", async () => {
  emulator.faults.plant({ match: { path: "/credentials" }, status: 503 });
  const answer = await scene.victim.json("GET", "/api/account/data");
  expect(answer.status).toBeGreaterThan(499);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});
