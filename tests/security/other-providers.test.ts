import { HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { bindQueryOf } from "../support/in-process/bind-query.ts";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import {
  ago,
  allSessions,
  changeSessions,
  runAllTasks,
  traces,
} from "../support/in-process/rows.ts";
import { clickDelete } from "./support/delete-account.ts";
import { openBindPage } from "./support/open-bind-page.ts";

/** The profile that GitHub returns. */
let profile: { id: number | string; login: string; name: string; email: string };

const emulator = standInForTheCloud({
  keeps: true,
  environment: {
    AUTH_GITHUB_ID: "an-oauth-app",
    AUTH_GITHUB_SECRET: "its-secret",
    BACKEND_URL: "https://api.example.com",
  },
  others: [
    http.post("https://github.com/login/oauth/access_token", () =>
      HttpResponse.json({
        access_token: "gho_1",
        token_type: "bearer",
        scope: "read:user",
        expires_in: 3600,
      }),
    ),
    http.get("https://api.github.com/user", () => HttpResponse.json(profile)),
  ],
});

const lineSchema = z.looseObject({ event: z.string(), correlationId: z.string().optional() });

let ada: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  again = await checkpoint(emulator, ada);
});
beforeEach(async () => {
  profile = { id: 4242, login: "ada", name: "Not Ada", email: "ada@example.com" };
  await again();
});

async function enterWithGitHub(): Promise<Browser> {
  const browser = new Browser(emulator);
  expect((await browser.open(await answerOfGitHub(browser))).pathname).toBe("/account");
  return browser;
}

test("leaving: deleting another provider's account deletes its data here and no identity in the cloud", async () => {
  const browser = await enterWithGitHub();
  const other = await enterWithGitHub();
  // With the same id, the cloud's identity belongs to another user.
  const [identity] = emulator.store.state.identities;
  profile = { ...profile, id: identity?.id ?? "" };
  const namesake = await enterWithGitHub();
  emulator.journal.clear();
  for (const who of [browser, namesake]) {
    expect(await clickDelete(who, true)).toMatchObject({
      path: expect.stringMatching(/^\/account-deleted/),
    });
    expect(await who.session()).toBeNull();
  }
  expect(await other.session()).toBeNull();
  await runAllTasks();
  expect(emulator.journal.entries().filter(({ method }) => method === "DELETE")).toEqual([]);
  expect((await ada.json("GET", "/api/passkeys")).status).toBe(200);
  expect(Object.values(await traces("4242")).filter((count) => count > 0)).toEqual([]);
  profile = { ...profile, id: 4242 };
  const back = await enterWithGitHub();
  const file = await (await back.json("GET", "/api/account/data")).json();
  expect([file.passkeys, file.history.length]).toEqual([[], 1]);
});

/** @returns the callback address that GitHub would redirect to. */
async function answerOfGitHub(browser: Pick<Browser, "start">): Promise<URL> {
  const authorization = await browser.start({}, undefined, "github");
  const callback = new URL(authorization.searchParams.get("redirect_uri") ?? "");
  callback.searchParams.set("code", "a-code");
  callback.searchParams.set("state", authorization.searchParams.get("state") ?? "none was sent");
  return callback;
}

const codeOf = async (response: Response) => ({
  status: response.status,
  code: (await response.json()).code,
});

test("the same address at another provider is another account", async () => {
  const other = await enterWithGitHub();
  expect(await other.session()).toMatchObject({
    issuer: "https://github.com",
    user: { id: "4242", email: "ada@example.com" },
  });
  const mine = await (await ada.json("GET", "/api/sessions")).json();
  const theirs = await (await other.json("GET", "/api/sessions")).json();
  expect([mine.sessions.length, theirs.sessions.length]).toEqual([1, 1]);
  await other.json("DELETE", "/api/sessions");
  expect(await ada.session()).not.toBeNull();
});

test("the same id at another provider is another account", async () => {
  const id = emulator.store.state.identities[0]?.id ?? "";
  profile = { ...profile, id };
  const other = await enterWithGitHub();
  expect(await other.session()).toMatchObject({ user: { id } });
  expect(await codeOf(await other.json("GET", "/api/passkeys"))).toEqual({
    status: 403,
    code: "passkey_needed",
  });
  for (const delivery of ["here", "email"]) {
    expect(await codeOf(await other.json("POST", "/api/passkeys", { delivery }))).toEqual({
      status: 403,
      code: "passkey_needed",
    });
  }
  const theirs = await (await other.json("GET", "/api/sessions")).json();
  expect(theirs.sessions).toHaveLength(1);
});

const INTERRUPTED = "/auth-error?error=sign_in_interrupted";

test("9: a passkey sign-in's cookies open nothing at GitHub's callback", async () => {
  const victim = ada.elsewhere();
  const callback = await answerOfGitHub(new Browser(emulator));
  const started = await victim.start();
  callback.searchParams.set("state", started.searchParams.get("state") ?? "");
  const end = await victim.open(callback);
  expect(`${end.pathname}${end.search}`).toBe(INTERRUPTED);
  expect(await victim.session()).toBeNull();
});

test("9: a GitHub sign-in's cookies open nothing at the passkey callback", async () => {
  const victim = ada.elsewhere();
  const elsewhere = ada.elsewhere();
  const callback = await elsewhere.answer(await elsewhere.start());
  const started = await victim.start({}, undefined, "github");
  callback.searchParams.set("state", started.searchParams.get("state") ?? "");
  emulator.journal.clear();
  const end = await victim.open(callback);
  expect(`${end.pathname}${end.search}`).toBe(INTERRUPTED);
  expect(await victim.session()).toBeNull();
  const { pathname } = new URL(`${ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY}/token`);
  expect(emulator.journal.entries().filter(({ path }) => path === pathname)).toEqual([]);
});

test("22: a user with the same id elsewhere is asked before using the link", async () => {
  const id = emulator.store.state.identities[0]?.id ?? "";
  profile = { ...profile, id, email: "eve@example.com" };
  const other = await enterWithGitHub();
  await other.json("POST", "/api/recover", { email: "ada@example.com" });
  const query = bindQueryOf(emulator);
  const question = "This link is for someone else";
  expect(await openBindPage(other, query)).toContain(question);
  expect(await openBindPage(ada, query)).not.toContain(question);
});

test("another provider's tokens are neither stored nor sent to the backend", async () => {
  const other = await enterWithGitHub();
  const row = (await allSessions()).find(({ issuer }) => issuer === "https://github.com");
  expect(row).toMatchObject({ tokens: null, backendToken: null });
  expect(await codeOf(await other.json("GET", "/api/backend/me"))).toEqual({
    status: 403,
    code: "passkey_needed",
  });
});

test("the app does not check another provider's users with the cloud", async () => {
  const other = await enterWithGitHub();
  await changeSessions({ checkedAt: ago(60 * 60_000) });
  emulator.journal.clear();
  expect(await other.session()).not.toBeNull();
  expect(emulator.journal.entries()).toEqual([]);
});

test("a session of a provider that is no longer configured is invalid", async () => {
  const other = await enterWithGitHub();
  await changeSessions({ issuer: "https://gitlab.example" });
  expect((await other.json("GET", "/api/sessions")).status).toBe(401);
});

test.each([null, "made-up"])(
  "2: a callback of the other provider with the state %s signs no user in",
  async (state) => {
    const browser = new Browser(emulator);
    const authorization = await browser.start({}, undefined, "github");
    expect(authorization.searchParams.get("code_challenge_method")).toBe("S256");
    const callback = new URL(authorization.searchParams.get("redirect_uri") ?? "");
    callback.searchParams.set("code", "a-code");
    if (state) callback.searchParams.set("state", state);
    expect((await browser.open(callback)).pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
  },
);

test("33: all events of a sign-in with the other provider share a correlation id", async () => {
  const log = vi.spyOn(console, "info").mockImplementation(() => undefined);
  await enterWithGitHub();
  const lines = log.mock.calls.map(([line]) => lineSchema.parse(JSON.parse(String(line))));
  const started = lines.find(({ event }) => event === "sign_in_started");
  const ended = lines.find(({ event }) => event === "signed_in");
  expect(started?.correlationId).toMatch(/^[\da-f-]{32,}$/);
  expect(ended?.correlationId).toBe(started?.correlationId);
});
