import { decodeProtectedHeader } from "jose";
import { HttpResponse, http } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reportLostKeys } from "@/lib/operation/report-lost-keys";
import { accessTokenOf } from "@/lib/sessions/access-token";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions, emptyTables } from "../support/in-process/rows.ts";

// As after a restart of the server, changes of the environment apply at once.
vi.mock(import("@/lib/env/env"), async (original) => {
  const actual = await original();
  return { ...actual, getEnv: () => actual.parseEnv(process.env) };
});

const BACKEND = "https://backend.example";
const OLD = ENVIRONMENT.AUTH_SECRET;
const NEW = "another-secret-after-the-rotation-1";
const NEWEST = "yet-another-secret-after-rotation-2";

const dropped: (string | null)[] = [];
const lines: string[] = [];

const emulator = standInForTheCloud({
  environment: { BACKEND_URL: BACKEND, BACKEND_KIND: "token-exchange" },
  others: [
    http.post(`${BACKEND}/auth/exchange`, () =>
      HttpResponse.json({ token: "of the backend", expires_at: "2999-01-01T00:00:00Z" }),
    ),
    http.post(`${BACKEND}/auth/logout`, ({ request }) => {
      dropped.push(request.headers.get("authorization"));
      return new HttpResponse(null, { status: 204 });
    }),
  ],
});

let ada: Browser;

beforeEach(async () => {
  dropped.length = 0;
  lines.length = 0;
  vi.spyOn(console, "info").mockImplementation((line: string) => void lines.push(line));
  await emptyTables();
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
});

afterEach(() => vi.unstubAllEnvs());

function restartWith(current: string, ...previous: string[]): void {
  vi.stubEnv("AUTH_SECRET", current);
  vi.stubEnv("AUTH_SECRET_PREVIOUS", previous.join(" "));
}

const goodRefreshTokens = () =>
  emulator.store.state.refreshTokens.filter(({ revokedAt }) => revokedAt === undefined).length;
const failures = () => lines.filter((line) => line.includes("cannot_open"));
const keyIdOf = (sealed: string | null | undefined) => decodeProtectedHeader(sealed ?? "").kid;

test.each([
  ["once", [NEW, OLD]],
  ["twice", [NEWEST, NEW, OLD]],
])("34: rotating the secret %s signs no user out", async (_, [current = "", ...previous]) => {
  restartWith(current, ...previous);
  expect(await ada.session()).not.toBeNull();
  expect((await ada.json("GET", "/api/sessions")).status).toBe(200);
});

test("a sign-in that began before a rotation is completed", async () => {
  const person = ada.elsewhere();
  const callback = await ada.answer(await person.start());
  restartWith(NEW, OLD);
  expect((await person.open(callback)).pathname).toBe("/account");
  expect((await person.json("GET", "/api/sessions")).status).toBe(200);
});

test("tokens from before a rotation are refreshed and sealed under the new secret", async () => {
  const [before] = await allSessions();
  restartWith(NEW, OLD);
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  await accessTokenOf(before?.id ?? "");
  const [after] = await allSessions();
  expect(keyIdOf(before?.backendToken)).toBe(keyIdOf(before?.tokens));
  expect(keyIdOf(after?.tokens)).not.toBe(keyIdOf(before?.tokens));
  restartWith(NEW);
  expect(await accessTokenOf(before?.id ?? "")).not.toBe("");
});

test("tokens from before a rotation are revoked at the sign-out", async () => {
  restartWith(NEW, OLD);
  expect(goodRefreshTokens()).toBe(1);
  await ada.signOut();
  await vi.waitFor(() => expect(dropped).toEqual(["Token of the backend"]));
  expect(goodRefreshTokens()).toBe(0);
  expect(failures()).toEqual([]);
});

test("the previous secret seals nothing new", async () => {
  restartWith(NEW, OLD);
  const person = ada.elsewhere();
  await person.open(await ada.answer(await person.start()));
  restartWith(NEW);
  expect((await person.json("GET", "/api/sessions")).status).toBe(200);
  restartWith(OLD);
  expect((await person.json("GET", "/api/sessions")).status).toBe(401);
});

test("34: a dropped secret opens no session and completes no sign-in", async () => {
  const person = ada.elsewhere();
  const callback = await ada.answer(await person.start());
  restartWith(NEW);
  expect(await ada.session()).toBeNull();
  expect((await ada.json("GET", "/api/sessions")).status).toBe(401);
  expect((await person.open(callback)).pathname).toBe("/auth-error");
  expect((await person.json("GET", "/api/sessions")).status).toBe(401);
});

test("the app logs tokens under a dropped secret that it cannot revoke", async () => {
  restartWith(NEW);
  const person = ada.elsewhere();
  await person.open(await ada.answer(await person.start()));
  expect((await person.json("DELETE", "/api/sessions")).status).toBe(204);
  await vi.waitFor(() => expect(failures()).toHaveLength(2));
  expect(failures()).toEqual(Array(2).fill(expect.stringContaining('"revocation_failed"')));
  expect(dropped).toEqual([]);
});

test("the starting server logs how many sessions hold tokens under a dropped secret", async () => {
  restartWith(NEW, OLD);
  await reportLostKeys();
  expect(lines.join()).not.toContain("tokens_under_unknown_secret");
  restartWith(NEW);
  const person = ada.elsewhere();
  await person.open(await ada.answer(await person.start()));
  await reportLostKeys();
  const said = lines.filter((line) => line.includes("tokens_under_unknown_secret"));
  expect(said).toEqual([expect.stringContaining('"sessions":1')]);
});

test("a key id reveals nothing about its secret", async () => {
  const [session] = await allSessions();
  const id = keyIdOf(session?.tokens) ?? "";
  expect(id).toMatch(/^[\w-]{16}$/);
  expect(OLD).not.toContain(id);
  expect(keyIdOf(ada.sessionCookie())).toMatch(/^[\w-]{40,}$/);
});
