import { EncryptJWT } from "jose";
import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Account, currentAccount } from "@/lib/auth/current-account";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";
import { endAllSessions } from "@/lib/use-cases/own-sessions";
import type { AppBrowser } from "../support/app-browser.ts";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";
import { requestHeaders } from "../support/in-process/scope.ts";
import { ATTACKER, Scene, VICTIM } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });
const SALT = "authjs.session-token";

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

async function victimsSession(): Promise<string> {
  const sessions = await allSessions();
  return sessions.find(({ identityId }) => identityId === scene.victimId)?.id ?? "";
}

async function victimsPasskey(): Promise<string> {
  const { credentials } = emulator.store.state;
  return credentials.find(({ identityId }) => identityId === scene.victimId)?.id ?? "";
}

const openLinks = () =>
  emulator.store.state.bindingJobs.filter(
    (job) => job.identityId === scene.victimId && ["LINK_SENT", "LINK_OPENED"].includes(job.state),
  );

async function accountOf(browser: AppBrowser): Promise<Account> {
  const cookie = `${SALT}=${browser.sessionCookie()}`;
  const account = await requestHeaders.run(new Headers({ cookie }), currentAccount);
  if (!account) throw new Error("signed out");
  return account;
}

test("take-over: use a copied cookie after its owner signed out", async () => {
  const thief = scene.thief();
  await scene.victim.signOut();
  await scene.expectUnharmed(thief);
});

test("take-over: use a copied cookie after its owner ended that session from elsewhere", async () => {
  const thief = scene.thief();
  const id = await victimsSession();
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  await elsewhere.json("DELETE", `/api/sessions/${id}`);
  await scene.expectUnharmed(thief);
});

test("take-over: use a copied cookie after its owner ended all other sessions", async () => {
  const thief = scene.thief();
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  await elsewhere.json("DELETE", "/api/sessions");
  await scene.expectUnharmed(thief);
});

test("take-over: use a copied cookie after its owner signed in again in that browser", async () => {
  const thief = scene.thief();
  await scene.victim.signIn();
  await scene.expectUnharmed(thief);
});

test("take-over: bind the attacker's passkey with a copied cookie", async () => {
  await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
  const thief = scene.thief();
  for (const delivery of ["here", "email"]) {
    const refused = await thief.json("POST", "/api/passkeys", { delivery });
    expect(refused.status).toBe(403);
  }
  await scene.victim.json("DELETE", "/api/sessions");
  await scene.victim.signOut();
  await scene.expectUnharmed(thief);
});

test.each([
  ["all other sessions", (owner: AppBrowser) => owner.json("DELETE", "/api/sessions")],
  ["every session", async (owner: AppBrowser) => endAllSessions(await accountOf(owner))],
])("take-over: use a thief's link after its owner ended %s", async (_, end) => {
  const answer = await scene.thief().json("POST", "/api/passkeys", { delivery: "here" });
  const { link } = await answer.json();
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  await end(elsewhere);
  await vi.waitFor(() => expect(openLinks()).toEqual([]));
  await expect(scene.tools.bind(link)).rejects.toThrow();
  await scene.expectUnharmed(scene.thief());
});

test("take-over: lock the owner out with a copied cookie", async () => {
  await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
  const thief = scene.thief();
  expect((await thief.json("DELETE", `/api/passkeys/${await victimsPasskey()}`)).status).toBe(403);
  expect((await thief.json("DELETE", "/api/sessions")).status).toBe(403);
  await scene.victim.signOut();
  await scene.expectUnharmed(thief);
});

test("take-over: prolong a copied cookie by having it renewed", async () => {
  const thief = scene.thief();
  await thief.session();
  await scene.victim.signOut();
  await scene.expectUnharmed(thief);
});

test("take-over: seal the id of the victim's session with the attacker's secret", async () => {
  const forger = new Browser(emulator);
  const token = { sid: await victimsSession() };
  forger.takeSessionCookie(await encode({ token, secret: "x".repeat(40), salt: SALT }));
  await scene.expectUnharmed(forger);
});

test("take-over: seal the id with the published development secret", async () => {
  const forger = new Browser(emulator);
  const secret = "development-only-secret-refused-off-loopback";
  const token = { sid: await victimsSession() };
  forger.takeSessionCookie(await encode({ token, secret, salt: SALT }));
  await scene.expectUnharmed(forger);
});

test.each([
  ["the bare id of the session", async () => victimsSession()],
  [
    "an unsigned token",
    async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return `${part({ alg: "none" })}.${part({ sid: await victimsSession() })}.`;
    },
  ],
  [
    "a token under an empty key",
    async () =>
      new EncryptJWT({ sid: await victimsSession() })
        .setProtectedHeader({ alg: "dir", enc: "A256CBC-HS512" })
        .encrypt(new Uint8Array(64)),
  ],
])("take-over: put %s into the cookie", async (_, cookie) => {
  const forger = new Browser(emulator);
  forger.takeSessionCookie(await cookie());
  await scene.expectUnharmed(forger);
});

test("take-over: name the victim in a genuine cookie that has no session", async () => {
  const forger = new Browser(emulator);
  const { BEYOND_IDENTITY_DISCOVERY: iss, AUTH_SECRET: secret } = ENVIRONMENT;
  const token = { iss, sub: scene.victimId, email: VICTIM };
  forger.takeSessionCookie(await encode({ token, secret, salt: SALT }));
  await scene.expectUnharmed(forger);
});

test("take-over: change the session by updating it from the browser", async () => {
  const csrf = await scene.attacker.send("GET", "/api/auth/csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const data = { sid: await victimsSession(), sub: scene.victimId, user: { id: scene.victimId } };
  await scene.attacker.json("POST", "/api/auth/session", { csrfToken, data });
  await scene.expectUnharmed();
});

test("take-over: end the victim's sessions and passkeys by their ids", async () => {
  const session = await scene.attacker.json("DELETE", `/api/sessions/${await victimsSession()}`);
  const passkey = await scene.attacker.json("DELETE", `/api/passkeys/${await victimsPasskey()}`);
  expect([session.status, passkey.status]).toEqual([404, 404]);
  expect((await scene.victim.json("GET", "/api/sessions")).status).toBe(200);
  await scene.expectUnharmed();
});

test("take-over: request a link for the victim from the attacker's session", async () => {
  const body = { delivery: "here", identityId: scene.victimId, identity_id: scene.victimId };
  const { link } = await (await scene.attacker.json("POST", "/api/passkeys", body)).json();
  expect(new URL(link).pathname).toContain(scene.attackerId);
  expect(link).not.toContain(scene.victimId);
  await scene.expectUnharmed();
});

test("take-over: copy the victim's sealed tokens into the attacker's session", async () => {
  const { tokensOf } = await import("@/lib/sessions/session-tokens");
  const victims = (await allSessions()).find(({ identityId }) => identityId === scene.victimId);
  expect(await tokensOf({ id: victims?.id ?? "", tokens: victims?.tokens ?? null })).not.toBeNull();
  const own = (await allSessions()).find(({ identityId }) => identityId === scene.attackerId);
  expect(await tokensOf({ id: own?.id ?? "", tokens: victims?.tokens ?? null })).toBeNull();
  await scene.expectUnharmed();
});

test("6: take-over: take the victim's address at the provider", async () => {
  const identity = emulator.store.state.identities.find(({ id }) => id === scene.attackerId);
  if (identity) {
    identity.traits.primary_email_address = VICTIM;
    identity.displayName = VICTIM;
  }
  await scene.attacker.signIn();
  expect(await scene.attacker.session()).toMatchObject({ user: { id: scene.attackerId } });
  const sessions = await scene.attacker.json("GET", "/api/sessions");
  expect((await sessions.json()).sessions).toHaveLength(1);
  expect(identity?.traits.username).toBe(ATTACKER);
  await scene.expectUnharmed();
});

test("take-over: use a thief's link after its owner ended that session", async () => {
  const answer = await scene.thief().json("POST", "/api/passkeys", { delivery: "here" });
  const { link } = await answer.json();
  const id = await victimsSession();
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  await elsewhere.json("DELETE", `/api/sessions/${id}`);
  await vi.waitFor(() => expect(openLinks()).toEqual([]));
  await expect(scene.tools.bind(link)).rejects.toThrow();
  await scene.expectUnharmed(scene.thief());
});
