import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import {
  ABSOLUTE_LIMIT_MS,
  FRESH_SIGN_IN_MS,
  IDLE_LIMIT_MS,
  RECHECK_INTERVAL_MS,
  TOUCH_INTERVAL_MS,
} from "@/lib/session-limits";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });

let browser: Browser;
let other: Browser;

let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  other = browser.elsewhere();
  await other.signIn();
  again = await checkpoint(emulator, browser, other);
});
beforeEach(() => again());

const isIn = async (who: Browser) => (await who.json("GET", "/api/sessions")).status === 200;

/** @returns a browser with nothing but a copy of the victim's session cookie. */
function thiefOf(victim: Browser): Browser {
  const thief = new Browser(emulator);
  thief.takeSessionCookie(victim.sessionCookie() ?? "");
  return thief;
}

async function ownSessions(who: Browser): Promise<{ id: string; isCurrent: boolean }[]> {
  const response = await who.json("GET", "/api/sessions");
  return ((await response.json()) as { sessions: { id: string; isCurrent: boolean }[] }).sessions;
}

async function otherSessionOf(who: Browser): Promise<string> {
  return (await ownSessions(who)).find(({ isCurrent }) => !isCurrent)?.id ?? "";
}

test("11: every sign-in creates a new session id and ends the session that it replaces", async () => {
  const before = thiefOf(browser);
  const [first] = (await ownSessions(browser)).filter(({ isCurrent }) => isCurrent);
  await browser.signIn();
  const [second] = (await ownSessions(browser)).filter(({ isCurrent }) => isCurrent);
  expect(second?.id).not.toBe(first?.id);
  expect(await isIn(before)).toBe(false);
  expect(await isIn(browser)).toBe(true);
});

test("13: a session unused for the idle limit has expired", async () => {
  await changeSessions({ lastSeenAt: ago(IDLE_LIMIT_MS - 5_000) });
  expect(await isIn(browser)).toBe(true);
  await changeSessions({ lastSeenAt: ago(IDLE_LIMIT_MS + 1_000) });
  expect(await isIn(browser)).toBe(false);
});

test("13: a session in use expires at the absolute limit", async () => {
  const [session] = await allSessions();
  const life = (session?.expiresAt.getTime() ?? 0) - (session?.createdAt.getTime() ?? 0);
  expect(life).toBe(ABSOLUTE_LIMIT_MS);
  await changeSessions({ expiresAt: ago(1_000), lastSeenAt: new Date() });
  expect(await isIn(browser)).toBe(false);
});

test("13: use keeps a session alive", async () => {
  await changeSessions({ lastSeenAt: ago(TOUCH_INTERVAL_MS + 1_000) });
  await isIn(browser);
  const seen = (await allSessions()).map(({ lastSeenAt }) => Date.now() - lastSeenAt.getTime());
  expect(Math.min(...seen)).toBeLessThan(TOUCH_INTERVAL_MS);
});

test("14: a copied cookie is invalid after signing out", async () => {
  const thief = thiefOf(browser);
  expect(await isIn(thief)).toBe(true);
  await browser.signOut();
  expect(await isIn(thief)).toBe(false);
  expect(await thief.session()).toBeNull();
  expect(await isIn(other)).toBe(true);
});

test("14: copied cookies are invalid after their sessions were ended", async () => {
  const thief = thiefOf(other);
  expect((await browser.json("DELETE", "/api/sessions")).status).toBe(204);
  expect(await isIn(thief)).toBe(false);
  expect(await isIn(other)).toBe(false);
  expect(await isIn(browser)).toBe(true);
});

test("14: a user can sign out while the cloud fails", async () => {
  emulator.faults.plant({ match: { path: "/revoke" }, status: 500 });
  emulator.faults.plant({ match: { path: "/token" }, drop: true });
  const thief = thiefOf(browser);
  await browser.signOut();
  expect(await isIn(thief)).toBe(false);
});

test.each(["rotating", "off"] as const)(
  "14: signing out revokes the tokens of that session alone (refresh tokens: %s)",
  async (refreshTokens) => {
    vi.spyOn(emulator.settings, "refreshTokens", "get").mockReturnValue(refreshTokens);
    const who = browser.elsewhere();
    const before = tokensOfPeople();
    await who.signIn();
    const own = tokensOfPeople().filter((token) => !before.includes(token));
    expect(own).toHaveLength(refreshTokens === "off" ? 1 : 2);
    await who.signOut();
    await vi.waitFor(() => expect(own.filter(isAlive)).toEqual([]));
    expect(before.filter((token) => !isAlive(token))).toEqual([]);
  },
);

/** The emulator's records of the users' tokens. */
function tokensOfPeople() {
  const { accessTokens, refreshTokens } = emulator.store.state;
  return [
    ...accessTokens.filter(({ principalType }) => principalType === "identity"),
    ...refreshTokens,
  ];
}

const isAlive = ({ revokedAt }: { revokedAt?: number | undefined }) => revokedAt === undefined;

test.each([
  ["suspended", "suspended" as const],
  ["deleted", "deleted" as const],
])("14: the next check ends the sessions of a %s identity", async (_, what) => {
  const [identity] = emulator.store.state.identities;
  if (what === "suspended" && identity) identity.status = "suspended";
  else emulator.store.state.identities = [];
  expect(await isIn(browser)).toBe(true);
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  expect(await isIn(browser)).toBe(false);
  expect(await allSessions()).toEqual([]);
});

test("14: a check during an outage ends no session and is retried soon", async () => {
  emulator.faults.plant({ match: { path: "/identities/" }, drop: true });
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  expect(await isIn(browser)).toBe(true);
  const [session] = await allSessions();
  const age = Date.now() - (session?.checkedAt.getTime() ?? 0);
  expect(age).toBeGreaterThan(RECHECK_INTERVAL_MS / 2);
  expect(age).toBeLessThan(RECHECK_INTERVAL_MS);
});

test("14: requests of a long unused session wait for the check", async () => {
  const [identity] = emulator.store.state.identities;
  if (identity) identity.status = "suspended";
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS * 10) });
  emulator.faults.plant({ match: { path: "/identities/" }, delay_ms: 50 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => isIn(browser)));
  expect(answers).toEqual(Array(10).fill(false));
});

test("14: a check that gets no answer is repeated soon", async () => {
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  emulator.faults.plant({ match: { path: "/identities/" }, delay_ms: 200 });
  const asking = isIn(browser);
  await vi.waitFor(async () => {
    const [session] = await allSessions();
    const age = Date.now() - (session?.checkedAt.getTime() ?? 0);
    expect(age).toBeLessThan(RECHECK_INTERVAL_MS);
    expect(age).toBeGreaterThan(RECHECK_INTERVAL_MS / 2);
  });
  await asking;
  const [session] = await allSessions();
  expect(Date.now() - (session?.checkedAt.getTime() ?? 0)).toBeLessThan(RECHECK_INTERVAL_MS / 2);
});

test("14: a sign-out that fails in the database is a 503 that keeps the cookie", async () => {
  await inDatabase((db) => db.execute("ALTER TABLE sessions RENAME TO sessions_gone"));
  const status = await browser.signOut();
  await inDatabase((db) => db.execute("ALTER TABLE sessions_gone RENAME TO sessions"));
  expect(status).toBe(503);
  expect(browser.hasSession()).toBe(true);
  expect(await browser.signOut()).toBe(302);
  expect(browser.hasSession()).toBe(false);
});

test("14: many requests at once cause one check", async () => {
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  emulator.journal.clear();
  await Promise.all(Array.from({ length: 20 }, () => isIn(browser)));
  const checks = emulator.journal.entries().filter(({ path }) => path.includes("/identities/"));
  expect(checks.map(({ path }) => path.includes("/credentials")).sort()).toEqual([false, true]);
});

test("14: revoking a passkey ends the user's other sessions", async () => {
  const response = await browser.json("GET", "/api/passkeys");
  const { passkeys } = (await response.json()) as { passkeys: { id: string }[] };
  const revoke = await browser.json("DELETE", `/api/passkeys/${passkeys[0]?.id}`);
  expect(revoke.status).toBe(204);
  expect(await isIn(other)).toBe(false);
  expect(await isIn(browser)).toBe(true);
});

test("15: users see their sessions and can end each of them", async () => {
  const sessions = await ownSessions(browser);
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toMatchObject({ isCurrent: true });
  const ended = await browser.json("DELETE", `/api/sessions/${await otherSessionOf(browser)}`);
  expect(ended.status).toBe(204);
  expect(await isIn(other)).toBe(false);
  expect(await ownSessions(browser)).toHaveLength(1);
});

test.each([
  ["one", async () => `/api/sessions/${await otherSessionOf(browser)}`],
  ["all others", async () => "/api/sessions"],
])("15: ending %s requires a fresh sign-in", async (_, path) => {
  const address = await path();
  await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
  const refused = await browser.json("DELETE", address);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "fresh_sign_in_required" });
  expect(await isIn(other)).toBe(true);
});

test("15: another user's session is answered like one that does not exist", async () => {
  const stranger = new Browser(emulator);
  await stranger.enter("mallory@example.com");
  const target = await otherSessionOf(browser);
  const theirs = await stranger.json("DELETE", `/api/sessions/${target}`);
  const none = await stranger.json("DELETE", "/api/sessions/00000000-0000-4000-8000-000000000000");
  expect(theirs.status).toBe(404);
  expect(await theirs.text()).toBe(await none.text());
  expect(await isIn(other)).toBe(true);
});

test.each(["GET", "DELETE"])("%s /api/sessions refuses signed-out requests", async (method) => {
  const response = await new Browser(emulator).json(method, "/api/sessions");
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("16: no cache keeps the JSON about an account", async () => {
  for (const path of ["/api/sessions", "/api/passkeys", "/api/auth/session"]) {
    const response = await browser.json("GET", path);
    expect(response.headers.get("cache-control"), path).toContain("no-store");
  }
});

test("26: another site's page cannot end sessions", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect((await browser.json("DELETE", "/api/sessions", undefined, headers)).status).toBe(403);
  expect(await isIn(other)).toBe(true);
});
