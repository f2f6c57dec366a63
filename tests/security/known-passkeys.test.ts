import { beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { knownPasskeys } from "@/lib/database/schema";
import { withRequestContext } from "@/lib/request/request-context";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";
import { bindQueryOf } from "../support/in-process/bind-query.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import {
  ago,
  allEvents,
  allSessions,
  changeSessions,
  emptyTables,
} from "../support/in-process/rows.ts";

const emulator = standInForTheCloud();
const HOUR = 60 * 60_000;
const passkeys = () => emulator.store.state.credentials;
const known = () => inDatabase((db) => db.select().from(knownPasskeys));
const linesOf = async (type: string) => (await allEvents()).filter((event) => event.type === type);

let browser: Browser;

beforeEach(async () => {
  await emptyTables();
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  await vi.waitFor(async () => expect(await known()).toHaveLength(1));
});

const status = async (who: Browser) => (await who.json("GET", "/api/sessions")).status;

async function check(who: Browser): Promise<number> {
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  return status(who);
}

/** Makes a passkey as a thief with a copied session would: with own tools that do not report it to the app. */
async function bindUnreported(): Promise<void> {
  const { link } = await (await browser.json("POST", "/api/passkeys", { delivery: "here" })).json();
  await browser.elsewhere().bind(link);
}

/** As an administrator does it for a lost device. */
function revokeInTheConsole(index: number, at = Date.now()): void {
  const passkey = passkeys()[index];
  if (passkey) Object.assign(passkey, { state: "REVOKED", updatedAt: at });
}

test.each<[string, () => void]>([
  ["revoked in the console", () => revokeInTheConsole(0)],
  ["deleted in the cloud", () => passkeys().splice(0)],
])("14: a check ends the user's sessions after a passkey was %s", async (_, lose) => {
  await bindUnreported();
  await check(browser);
  lose();
  expect(await check(browser)).toBe(401);
  expect(await allSessions()).toEqual([]);
  expect(await linesOf("session_ended_by_cloud")).toHaveLength(1);
  expect((await linesOf("passkey_revoked")).length).toBeGreaterThan(0);
});

test("14: a passkey created and revoked between two checks ends the sessions", async () => {
  await bindUnreported();
  revokeInTheConsole(1);
  expect(await check(browser)).toBe(401);
  expect(await linesOf("passkey_created")).toHaveLength(2);
});

test("14: sessions that began after a revocation in the console stay", async () => {
  await bindUnreported();
  await check(browser);
  const other = browser.elsewhere();
  await changeSessions({ createdAt: ago(HOUR) });
  revokeInTheConsole(1, Date.now() - 2 * 60_000);
  await other.signIn();
  await vi.waitFor(async () => expect(await allSessions()).toHaveLength(1));
  expect(await status(other)).toBe(200);
  expect(await check(other)).toBe(200);
  expect(await status(browser)).toBe(401);
});

test("14: a revocation in the console ends no session of another user", async () => {
  const stranger = new Browser(emulator);
  await stranger.enter("mallory@example.com");
  await vi.waitFor(async () => expect(await known()).toHaveLength(2));
  revokeInTheConsole(1);
  expect(await check(stranger)).toBe(401);
  expect(await check(browser)).toBe(200);
});

test.each<[string, () => void]>([
  ["", () => undefined],
  [
    " after a first try that the cloud failed",
    () => emulator.faults.plant({ match: { path: ":revoke" }, status: 500, times: 3 }),
  ],
])("14: revoking a passkey in the app%s keeps the current session", async (_, before) => {
  const id = passkeys()[0]?.id;
  before();
  await browser.json("DELETE", `/api/passkeys/${id}`);
  expect((await browser.json("DELETE", `/api/passkeys/${id}`)).status).toBe(204);
  expect(passkeys()[0]?.state).toBe("REVOKED");
  expect(await check(browser)).toBe(200);
  expect(await linesOf("session_ended_by_cloud")).toEqual([]);
  expect(await linesOf("passkey_revoked")).toHaveLength(1);
});

test("14: a revocation in the console ends sessions after one in the app failed", async () => {
  emulator.faults.plant({ match: { path: ":revoke" }, status: 500 });
  expect((await browser.json("DELETE", `/api/passkeys/${passkeys()[0]?.id}`)).status).toBe(502);
  revokeInTheConsole(0);
  expect(await check(browser)).toBe(401);
});

test.each<[string, () => Promise<unknown>]>([
  ["the next sign-in", () => browser.elsewhere().signIn()],
  ["the check of a session", () => check(browser)],
  ["the list of passkeys", () => browser.json("GET", "/api/passkeys")],
  ["the page that made one", () => noteBoundPasskey(bindQueryOf(emulator))],
])("33: a thief's unreported passkey is in the history after %s", async (_, occasion) => {
  await bindUnreported();
  const thiefs = passkeys()[1];
  if (thiefs) thiefs.createdAt -= HOUR;
  await occasion();
  await vi.waitFor(async () => expect(await linesOf("passkey_created")).toHaveLength(2));
  await check(browser);
  const created = await linesOf("passkey_created");
  expect(created).toHaveLength(2);
  const moments = created.map(({ at }) => at.getTime()).sort();
  expect(moments).toEqual(
    passkeys()
      .map(({ createdAt }) => createdAt)
      .sort(),
  );
});

test("33: a report of a passkey adds no words or device to the history", async () => {
  const words = new Headers({ "user-agent": "Your-account-is-at-risk/1.0 call 0800" });
  const hint = () => withRequestContext(words, () => noteBoundPasskey(bindQueryOf(emulator)));
  await browser.elsewhere().json("POST", "/api/recover", { email: "ada@example.com" });
  await hint();
  expect(await linesOf("passkey_created")).toHaveLength(1);
  await bindUnreported();
  await hint();
  const created = await linesOf("passkey_created");
  expect(created.map(({ userAgent }) => userAgent)).toEqual([null, null]);
  expect(JSON.stringify(created)).not.toContain("risk");
});

test("33: the first look at an account's passkeys adds no false lines to its history", async () => {
  await bindUnreported();
  await bindUnreported();
  revokeInTheConsole(0, Date.now() - HOUR);
  await inDatabase((db) => db.delete(knownPasskeys));
  expect(await check(browser)).toBe(200);
  expect(await known()).toHaveLength(3);
  expect(await linesOf("passkey_created")).toHaveLength(1);
  expect(await linesOf("passkey_revoked")).toEqual([]);
});

for (const [name, value] of [
  ["identity_id", "-"],
  ["identity_id", "--"],
  ["job_id", "-"],
  ["tenant_id", "another"],
  ["realm_id", "another"],
  ["api_base_url", "https://elsewhere.example"],
]) {
  test(`25: a stranger's hint of a new passkey with the ${name} ${value} asks the cloud for no list`, async () => {
    const query = { ...bindQueryOf(emulator), [name ?? ""]: value };
    emulator.journal.clear();
    await noteBoundPasskey(query);
    expect(emulator.journal.entries()).toEqual([]);
  });
}
