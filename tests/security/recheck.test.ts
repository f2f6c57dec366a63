import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import AccountPage from "@/app/account/page";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { SIGN_IN_UNCONFIRMED } from "@/lib/recheck/unconfirmed-digest";
import {
  CLOCK_TOLERANCE_MS,
  IDLE_LIMIT_MS,
  OUTAGE_GRACE_MS,
  RECHECK_INTERVAL_MS,
  REFUSAL_GRACE_MS,
} from "@/lib/session-limits";
import type { Fault } from "../../mocks/cloud/faults.ts";
import { DEEP } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allEvents, allSessions, changeSessions } from "../support/in-process/rows.ts";
import { requestHeaders } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud({ keeps: true });
const DUE = RECHECK_INTERVAL_MS + 1_000;
const MINUTE = 60_000;

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(() => again());

const ask = () => browser.json("GET", "/api/sessions");
const status = async () => (await ask()).status;

/** As if the last good answer of the cloud were `ms` old and a check were due now. */
const confirmed = (ms: number) => changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(ms) });

const plant = (path: string, fault: Partial<Fault>) =>
  emulator.faults.plant({ match: { method: "GET", path }, ...fault });

const managementCalls = () =>
  emulator.journal.entries().filter(({ path }) => path.includes("/identities/")).length;

const IDENTITY = "/identities/";
const PASSKEYS = "/credentials";

const OUTAGES: [string, string, Partial<Fault>][] = [
  ["is down", IDENTITY, { drop: true }],
  ["fails", IDENTITY, { status: 500 }],
  ["is under maintenance", IDENTITY, { status: 503 }],
  ["is busy", IDENTITY, { status: 429, retry_after: 1 }],
  ["is too slow", IDENTITY, { delay_ms: 4_500 }],
  ["is down for the passkeys alone", PASSKEYS, { drop: true }],
  ["is busy for the passkeys alone", PASSKEYS, { status: 429 }],
];
const REFUSALS: [string, string, Partial<Fault>][] = [
  ["refuses the app's token", IDENTITY, { status: 401 }],
  ["forbids the request", IDENTITY, { status: 403 }],
  ["does not understand the request", IDENTITY, { status: 400 }],
  ["answers with nonsense", IDENTITY, { malformed: true }],
  ["forbids listing the passkeys", PASSKEYS, { status: 403 }],
  ["answers nonsense for the passkeys", PASSKEYS, { malformed: true }],
  ["knows the user and not their passkeys", PASSKEYS, { status: 404 }],
];

for (const [what, path, fault, graceMs] of [
  ...OUTAGES.map((outage) => [...outage, OUTAGE_GRACE_MS] as const),
  ...REFUSALS.map((refusal) => [...refusal, REFUSAL_GRACE_MS] as const),
]) {
  // Waits until the app has given up twice.
  const options = what === "is too slow" ? DEEP : {};
  test(
    `14: a cloud that ${what} blocks requests after a grace period, and ends no session`,
    options,
    async () => {
      plant(path, fault);
      await confirmed(graceMs - MINUTE);
      expect(await status()).toBe(200);
      await confirmed(graceMs + MINUTE);
      const closed = await ask();
      expect(closed.status).toBe(503);
      expect(await closed.json()).toMatchObject({ code: "service_unavailable" });
      expect(Number(closed.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await allSessions()).toHaveLength(1);
      emulator.faults.clear();
      await changeSessions({ checkedAt: ago(DUE) });
      expect(await status()).toBe(200);
      const [session] = await allSessions();
      expect(session?.confirmedAt).toEqual(session?.checkedAt);
      expect(Date.now() - (session?.confirmedAt.getTime() ?? 0)).toBeLessThan(MINUTE);
    },
  );
}

test.each([
  ["a refusal", { status: 401 }, [14, 16, 45, 60 * 24]],
  ["nonsense", { malformed: true }, [14, 16, 45, 60 * 24]],
  ["an outage", { status: 500 }, [14, 16, 45, 60 * 24]],
])(
  "14: during %s a suspended user keeps access no longer than its grace period",
  async (what, fault, minutes) => {
    const [identity] = emulator.store.state.identities;
    if (identity) identity.status = "suspended";
    plant(IDENTITY, fault);
    const answers = [];
    for (const passed of minutes) {
      await confirmed(passed * MINUTE);
      answers.push(await status());
    }
    expect(answers).toEqual([200, ...(what === "an outage" ? [200, 200] : [503, 503]), 503]);
    emulator.faults.clear();
    await changeSessions({ checkedAt: ago(DUE) });
    expect(await status()).toBe(401);
  },
);

test.each([
  ["answers", {}],
  ["fails", { status: 500 }],
])("14: a session that ends before the cloud %s is refused", async (_, fault) => {
  plant(IDENTITY, { delay_ms: 500, times: 1, ...fault });
  await changeSessions({ checkedAt: ago(DUE) });
  const answering = status();
  await vi.waitUntil(() => emulator.faults.list().length === 0, { timeout: 5_000 });
  await inDatabase((db) => db.delete(sessions));
  expect(await answering).toBe(401);
});

test("14: between two checks of a failing cloud requests are refused without calling it", async () => {
  plant(IDENTITY, { status: 403 });
  await confirmed(REFUSAL_GRACE_MS + MINUTE);
  expect(await status()).toBe(503);
  emulator.journal.clear();
  const answers = await Promise.all(Array.from({ length: 10 }, status));
  expect(answers).toEqual(Array(10).fill(503));
  expect(managementCalls()).toBe(0);
});

test("14: after a long outage, requests wait for the check that is under way", async () => {
  const [identity] = emulator.store.state.identities;
  if (identity) identity.status = "suspended";
  plant(IDENTITY, { delay_ms: 100 });
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(OUTAGE_GRACE_MS + MINUTE) });
  const answers = await Promise.all(Array.from({ length: 10 }, status));
  expect(answers).toEqual(Array(10).fill(401));
});

test.each(["GET /api/auth/session", "GET /api/passkeys", "DELETE /api/sessions"])(
  "14: %s of an unconfirmed session is a 503 that keeps the cookie",
  async (door) => {
    const [method = "", path = ""] = door.split(" ");
    plant(IDENTITY, { drop: true });
    await confirmed(OUTAGE_GRACE_MS + MINUTE);
    expect((await browser.json(method, path)).status).toBe(503);
    expect(browser.hasSession()).toBe(true);
  },
);

test("14: a page of an unconfirmed session explains itself without a redirect", async () => {
  plant(IDENTITY, { drop: true });
  await confirmed(OUTAGE_GRACE_MS + MINUTE);
  const headers = new Headers({ cookie: browser.cookieLine() });
  const page = requestHeaders.run(headers, () => AccountPage());
  await expect(page).rejects.toMatchObject({ digest: SIGN_IN_UNCONFIRMED });
});

test("14: a user with an unconfirmed session can sign out", async () => {
  plant(IDENTITY, { drop: true });
  await confirmed(OUTAGE_GRACE_MS + MINUTE);
  expect(await browser.signOut()).toBe(302);
  expect(await allSessions()).toEqual([]);
});

test.each(["deprovisioned", "", "ACTIVE"])(
  "14: an identity with the unknown status '%s' is signed out and cannot sign in",
  async (unknown) => {
    const [identity] = emulator.store.state.identities;
    Object.assign(identity ?? {}, { status: unknown });
    await changeSessions({ checkedAt: ago(DUE) });
    expect(await status()).toBe(401);
    expect(await allSessions()).toEqual([]);
    expect((await allEvents()).map(({ type }) => type)).toContain("session_ended_by_cloud");
    await expect(browser.elsewhere().signIn()).rejects.toThrow();
    const link = await browser.json("POST", "/api/recover", { email: "ada@example.com" });
    expect(link.status).toBe(202);
    expect(emulator.store.state.bindingJobs.filter(({ state }) => state === "LINK_SENT")).toEqual(
      [],
    );
  },
);

test("14: a check time in the future does not delay the next check", async () => {
  const [identity] = emulator.store.state.identities;
  if (identity) identity.status = "suspended";
  const ahead = ago(-CLOCK_TOLERANCE_MS - MINUTE);
  await changeSessions({ checkedAt: ahead, confirmedAt: ahead });
  expect(await status()).toBe(401);
});

test("14: a confirmation time in the future does not extend the grace period", async () => {
  plant(IDENTITY, { drop: true });
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(-IDLE_LIMIT_MS) });
  expect(await status()).toBe(503);
});

test("14: a small clock difference causes no early check", async () => {
  const ahead = ago(-CLOCK_TOLERANCE_MS / 2);
  await changeSessions({ checkedAt: ahead, confirmedAt: ahead });
  emulator.journal.clear();
  expect(await status()).toBe(200);
  expect(managementCalls()).toBe(0);
});
