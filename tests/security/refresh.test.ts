import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { Failure } from "@/lib/failure";
import { accessTokenOf } from "@/lib/sessions/access-token";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allEvents, allSessions, changeSessions } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });
const TOKEN = { method: "POST", path: "/token" };
/** Makes the database refuse the next two writes of tokens. */
const FAIL_TWICE = [
  "CREATE SEQUENCE failures",
  `CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('failures') <= 2 THEN RAISE EXCEPTION 'not now'; END IF;
      RETURN NEW;
    END
  $$`,
  `CREATE TRIGGER fail_twice BEFORE UPDATE OF tokens ON sessions
    FOR EACH ROW EXECUTE FUNCTION fail_twice()`,
];
const FAIL_NO_MORE = ["DROP FUNCTION fail_twice CASCADE", "DROP SEQUENCE failures"];

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(async () => {
  Object.assign(emulator.settings, emulator.startedWith);
  await again();
});

const sessionId = async () => (await allSessions())[0]?.id ?? "";
const expire = (id?: string) => changeSessions({ accessTokenExpiresAt: ago(1_000) }, id);

function refreshCalls(): number {
  return emulator.journal
    .entries()
    .filter(({ path }) => path.includes("7d1f0c52") && path.endsWith("/token")).length;
}

async function execute(statements: string[]): Promise<void> {
  for (const statement of statements) await inDatabase((db) => db.execute(statement));
}

/** The sealed tokens in the session's row. */
async function sealed(): Promise<string | null | undefined> {
  return (await allSessions())[0]?.tokens;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Failure ? error.code : String(error);
}

test("a valid token is used without a refresh", async () => {
  emulator.journal.clear();
  await accessTokenOf(await sessionId());
  expect(refreshCalls()).toBe(0);
});

test.each(["rotating", "static"] as const)(
  "18: a hundred requests with an expired token cause one refresh (%s)",
  async (refreshTokens) => {
    emulator.settings.refreshTokens = refreshTokens;
    const id = await sessionId();
    await expire();
    emulator.journal.clear();
    const tokens = await Promise.all(Array.from({ length: 100 }, () => accessTokenOf(id)));
    expect(new Set(tokens).size).toBe(1);
    expect(refreshCalls()).toBe(1);
    await expire();
    expect(await accessTokenOf(id)).not.toBe(tokens[0]);
  },
);

test("18: a rotated refresh token that was used elsewhere ends the session", async () => {
  const id = await sessionId();
  const before = await sealed();
  await expire();
  await accessTokenOf(id);
  await changeSessions({ tokens: before ?? null });
  await expire();
  expect(await codeOf(accessTokenOf(id))).toBe("session_ended");
  expect(await allSessions()).toEqual([]);
  expect(await browser.session()).toBeNull();
  const events = (await allEvents()).map(({ type }) => type);
  expect(events).toContain("session_ended_by_cloud");
});

test("18: an expired claim of a dead process is taken over", async () => {
  const id = await sessionId();
  await expire();
  await changeSessions({ refreshClaim: crypto.randomUUID(), refreshClaimedUntil: ago(1_000) });
  await accessTokenOf(id);
  const [session] = await allSessions();
  expect(session).toMatchObject({ refreshClaim: null, refreshClaimedUntil: null });
});

test("18: while another process refreshes, this one waits for its result", async () => {
  const id = await sessionId();
  await expire();
  const soon = new Date(Date.now() + 5_000);
  await changeSessions({ refreshClaim: crypto.randomUUID(), refreshClaimedUntil: soon });
  emulator.journal.clear();
  const waiting = accessTokenOf(id);
  await changeSessions({ accessTokenExpiresAt: new Date(Date.now() + 60_000) });
  await waiting;
  expect(refreshCalls()).toBe(0);
});

test("a suspended user's session ends with the refresh", async () => {
  const id = await sessionId();
  const [identity] = emulator.store.state.identities;
  if (identity) identity.status = "suspended";
  await expire();
  expect(await codeOf(accessTokenOf(id))).toBe("session_ended");
  expect(await allSessions()).toEqual([]);
});

test("without a refresh token the session outlives the access token", async () => {
  emulator.settings.refreshTokens = "off";
  await browser.signIn();
  const id = await sessionId();
  await expire();
  expect(await codeOf(accessTokenOf(id))).toBe("access_token_expired");
  expect(await browser.session()).not.toBeNull();
});

test.each([
  ["fails twice", { status: 503, times: 2 }],
  ["is busy twice", { status: 429, times: 2 }],
])("a token endpoint that %s gets another request", async (_, fault) => {
  const id = await sessionId();
  await expire();
  emulator.faults.plant({ match: TOKEN, ...fault });
  await accessTokenOf(id);
});

test("a refresh without an answer is not sent twice, and the session stays", async () => {
  const id = await sessionId();
  await expire();
  emulator.faults.plant({ match: TOKEN, drop: true, times: 1 });
  emulator.journal.clear();
  expect(await codeOf(accessTokenOf(id))).toContain("cloud_unreachable");
  expect(refreshCalls()).toBe(1);
  expect(await browser.session()).not.toBeNull();
  await accessTokenOf(id);
});

test("a valid token stays in use while the token endpoint is down", async () => {
  const id = await sessionId();
  await changeSessions({ accessTokenExpiresAt: new Date(Date.now() + 10_000) });
  emulator.faults.plant({ match: TOKEN, status: 500 });
  expect(await accessTokenOf(id)).toMatch(/^eyJ/);
});

test("a session that ends during its refresh returns no tokens", async () => {
  const id = await sessionId();
  await expire();
  emulator.faults.plant({ match: TOKEN, delay_ms: 800, times: 1 });
  const refreshing = codeOf(accessTokenOf(id));
  await browser.signOut();
  expect(await refreshing).toBe("session_ended");
  expect(await allSessions()).toEqual([]);
});

test("18: a short database failure loses no refreshed tokens", async () => {
  const id = await sessionId();
  await expire();
  await execute(FAIL_TWICE);
  await accessTokenOf(id);
  await execute(FAIL_NO_MORE);
  await expire();
  expect(await accessTokenOf(id)).toMatch(/^eyJ/);
  expect(await browser.session()).not.toBeNull();
});

test("18: a refresh that another process took over ends no session and revokes no token", async () => {
  emulator.settings.refreshTokens = "static";
  const id = await sessionId();
  await expire();
  emulator.faults.plant({ match: TOKEN, delay_ms: 200, times: 1 });
  emulator.journal.clear();
  const late = accessTokenOf(id);
  await vi.waitFor(() => expect(refreshCalls()).toBe(1));
  await changeSessions({ refreshClaim: crypto.randomUUID() });
  expect(await late).toMatch(/^eyJ/);
  expect(emulator.journal.entries().filter(({ path }) => path.endsWith("/revoke"))).toEqual([]);
  expect(await allSessions()).toHaveLength(1);
});

test("17: tokens are stored encrypted", async () => {
  const stored = JSON.stringify(await allSessions());
  const given = emulator.issued
    .entries()
    .filter(({ kind }) => /access|refresh|id_token/.test(kind));
  expect(given.length).toBeGreaterThan(2);
  for (const { value } of given) {
    expect(stored).not.toContain(value);
    expect(stored).not.toContain(Buffer.from(value).toString("base64url"));
  }
});
