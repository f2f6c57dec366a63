import { beforeAll, beforeEach, expect, test } from "vitest";
import { GET as ready } from "@/app/api/ready/route";
import { FRESH_SIGN_IN_MS, OUTAGE_GRACE_MS, RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import { endSessionsOf } from "@/lib/use-cases/end-sessions-of";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { APP_ORIGIN, HOSTED_ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import {
  ago,
  allEvents,
  allSessions,
  allTasks,
  changeSessions,
} from "../support/in-process/rows.ts";
import { clickDelete } from "./support/delete-account.ts";
import { signInByMail } from "./support/hosted-sign-in.ts";

const ADA = "ada@example.com";
const DUE = RECHECK_INTERVAL_MS + 1_000;
const MINUTE = 60_000;

const emulator = standInForTheCloud({ keeps: true, environment: HOSTED_ENVIRONMENT });

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await signIn(browser);
  again = await checkpoint(emulator, browser);
});
beforeEach(() => again());

const signIn = (who: Browser, email = ADA) => signInByMail(emulator, who, email);
const status = async (who = browser) => (await who.json("GET", "/api/sessions")).status;
const identity = () => {
  const found = emulator.store.state.identities.find(({ traits }) => traits.username === ADA);
  if (!found) throw new Error("Ada has no identity");
  return found;
};
const checkIsDue = () => changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(DUE) });
const managementCalls = () =>
  emulator.journal.entries().filter(({ path }) => /\/identities|\/revoke$/.test(path));

test("a user without an account gets one on the cloud's page, and a session here", async () => {
  expect(await browser.session()).toMatchObject({ user: { email: ADA, id: identity().id } });
  expect(await allSessions()).toHaveLength(1);
});

test("no sign-in, sign-out or check calls the management API or leaves a task behind", async () => {
  const other = new Browser(emulator);
  await signIn(other);
  await checkIsDue();
  expect(await status()).toBe(200);
  expect((await browser.json("DELETE", "/api/sessions")).status).toBe(204);
  expect(await status(other)).toBe(401);
  await browser.signOut();
  expect(await status()).toBe(401);
  expect(managementCalls()).toEqual([]);
  expect(await allTasks()).toEqual([]);
});

test.each([
  ["POST", "/api/register", { email: ADA }],
  ["POST", "/api/recover", { email: ADA }],
  ["GET", "/api/passkeys", undefined],
  ["POST", "/api/passkeys", { delivery: "here" }],
  ["POST", "/api/passkeys", { delivery: "email" }],
  ["DELETE", "/api/passkeys/0123456789abcdef", undefined],
])("%s %s is refused as not configured", async (method, path, body) => {
  const response = await browser.json(method, path, body);
  expect(response.status).toBe(501);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "not_configured", status: 501 });
});

test.each([
  ["POST", "/api/passkeys", { delivery: "here" }],
  ["DELETE", "/api/passkeys/0123456789abcdef", undefined],
])("%s %s does not ask for a fresh sign-in that would be of no use", async (method, path, body) => {
  const before = ago(FRESH_SIGN_IN_MS + MINUTE);
  await changeSessions({ createdAt: before, authenticatedAt: before });
  expect((await browser.json(method, path, body)).status).toBe(501);
});

test("an operator ends the sessions of an address, as far as the app knows them", async () => {
  const ended = await endSessionsOf({ email: ADA });
  expect(ended).toEqual({ accounts: 1, sessions: 1, isCertain: false });
  expect(await status()).toBe(401);
});

test("the passkeys of a user without a session are nobody's business", async () => {
  expect((await new Browser(emulator).json("GET", "/api/passkeys")).status).toBe(401);
});

test("14: a check refreshes the tokens, and a suspended identity loses the session", async () => {
  await checkIsDue();
  const before = await allSessions();
  expect(await status()).toBe(200);
  const [after] = await allSessions();
  expect(after?.tokens).not.toBe(before[0]?.tokens);
  expect(after?.confirmedAt.getTime()).toBeGreaterThan(Date.now() - MINUTE);
  identity().status = "suspended";
  expect(await status()).toBe(200);
  await checkIsDue();
  expect(await status()).toBe(401);
  expect(await allSessions()).toEqual([]);
  const types = (await allEvents()).map(({ type }) => type);
  expect(types).toContain("session_ended_by_cloud");
});

test("14: a cloud that is down blocks requests after a grace period, and ends no session", async () => {
  emulator.faults.plant({ match: { method: "POST", path: "/token" }, status: 500 });
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(OUTAGE_GRACE_MS - MINUTE) });
  expect(await status()).toBe(200);
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(OUTAGE_GRACE_MS + MINUTE) });
  expect(await status()).toBe(503);
  expect(await allSessions()).toHaveLength(1);
});

test("14: a cloud that refuses the client blocks requests, and a ready server stays ready", async () => {
  emulator.faults.plant({ match: { method: "POST", path: "/token" }, status: 403 });
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(OUTAGE_GRACE_MS) });
  expect(await status()).toBe(503);
  expect((await ready(new Request(`${APP_ORIGIN}/api/ready`))).status).toBe(200);
});

test("14: without a refresh token a session ends with its access token", async () => {
  emulator.settings.refreshTokens = "off";
  const other = new Browser(emulator);
  await signIn(other);
  const id = (await allSessions()).at(-1)?.id;
  await checkIsDue();
  expect(await status(other)).toBe(200);
  await changeSessions({ checkedAt: ago(DUE), accessTokenExpiresAt: ago(1_000) }, id);
  expect(await status(other)).toBe(401);
  expect((await allSessions()).map((session) => session.id)).not.toContain(id);
});

test("a user deletes what the app stores, and may come back", async () => {
  expect(await clickDelete(browser, true)).toMatchObject({
    path: expect.stringMatching(/^\/account-deleted/),
  });
  expect(await status()).toBe(401);
  await signIn(browser);
  expect(await status()).toBe(200);
});

test("the downloaded data says that the passkeys are not kept here", async () => {
  const response = await browser.json("GET", "/api/account/data");
  expect(await response.json()).toMatchObject({ passkeys: null, account: { email: ADA } });
});
