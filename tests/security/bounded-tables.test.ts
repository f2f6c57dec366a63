import { randomUUID } from "node:crypto";
import { HttpResponse, http } from "msw";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import { removeStale } from "@/lib/operation/housekeeping";
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from "@/lib/session-limits";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import {
  ago,
  allEvents,
  allSessions,
  allTasks,
  changeSessions,
  insertSessions,
  runAllTasks,
} from "../support/in-process/rows.ts";

const BACKEND = "https://backend.example";

const emulator = standInForTheCloud({
  keeps: true,
  environment: { BACKEND_URL: BACKEND, RATE_LIMIT_MULTIPLIER: "1" },
  others: [http.all(`${BACKEND}/*`, () => HttpResponse.json({}))],
});

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(async () => {
  vi.setSystemTime(Date.now() + 11 * 60_000);
  await again();
  await changeSessions({ accessTokenExpiresAt: ago(1_000), checkedAt: new Date() });
  emulator.journal.clear();
});
afterAll(() => void vi.useRealTimers());

const notes = () => browser.json("GET", "/api/backend/notes");
const calls = (end: string) =>
  emulator.journal.entries().filter(({ path }) => path.endsWith(end)).length;
const eventsOf = async (wanted: string) =>
  (await allEvents()).filter(({ type }) => type === wanted).length;

test("25: a failing token endpoint gets few requests and the history one line", async () => {
  emulator.faults.plant({ match: { method: "POST", path: "/token" }, status: 500 });
  for (let count = 0; count < 40; count += 1) {
    const refused = await notes();
    expect(refused.status).toBe(502);
  }
  expect(calls("/token")).toBeLessThanOrEqual(2 * 3);
  expect(await eventsOf("refresh_failed")).toBe(1);
});

test("25: requests work again after the Retry-After of a failing token endpoint", async () => {
  const fault = emulator.faults.plant({ match: { method: "POST", path: "/token" }, status: 500 });
  for (let count = 0; count < 3; count += 1) await notes();
  const seconds = Number((await notes()).headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  emulator.faults.remove(fault);
  vi.setSystemTime(Date.now() + seconds * 1_000);
  expect((await notes()).status).toBe(200);
});

test("25: refusals by the app's own limit leave no line in the history", async () => {
  let refused = 0;
  for (let count = 0; count < 20; count += 1) {
    await changeSessions({ accessTokenExpiresAt: ago(1_000) });
    if ((await notes()).status === 429) refused += 1;
  }
  expect(refused).toBe(8);
  expect(await eventsOf("refresh_failed")).toBe(0);
});

test("25: failed revocations leave one task per session, however often they fail", async () => {
  emulator.faults.plant({ match: { path: "/revoke" }, status: 500 });
  await browser.signOut();
  for (let time = 0; time < 5; time += 1) await runAllTasks();
  expect(await allTasks()).toHaveLength(1);
  expect(await eventsOf("revocation_failed")).toBe(0);
});

test("25: an account's history stays small, and frequent events displace no others", async () => {
  const [session] = await allSessions();
  const event = (type: string, age: number) => ({
    id: randomUUID(),
    at: ago(age),
    type,
    issuer: session?.issuer ?? "",
    identityId: session?.identityId ?? "",
    correlationId: "c",
  });
  const links = Array.from({ length: 150 }, (_, index) => event("link_requested", index + 1));
  const old = event("passkey_created", 1_000_000);
  await inDatabase((db) => db.insert(auditEvents).values([old, ...links]));
  await browser.json("POST", "/api/recover", { email: "ada@example.com" });
  expect(await eventsOf("link_requested")).toBe(100);
  expect(await eventsOf("passkey_created")).toBe(1);
  expect((await allEvents()).at(-1)?.at.getTime()).toBeGreaterThan(ago(60_000).getTime());
});

test("25: the fifty-first session of an account ends its least recently used one", async () => {
  const [session] = await allSessions();
  if (!session) throw new Error("not signed in");
  const others = Array.from({ length: 49 }, (_, index) => ({
    ...session,
    id: randomUUID(),
    tokens: null,
    lastSeenAt: ago(1_000 * (index + 1)),
  }));
  await insertSessions(others);
  await changeSessions({ lastSeenAt: ago(100_000_000) }, session.id);
  await browser.elsewhere().signIn();
  const left = (await allSessions()).map(({ id }) => id);
  expect(left).toHaveLength(50);
  expect(left).not.toContain(session.id);
  expect(await browser.session()).toBeNull();
  await vi.waitFor(() => expect(calls("/revoke")).toBe(2));
});

test.each([
  ["idle", { lastSeenAt: () => ago(IDLE_LIMIT_MS + 1_000) }],
  ["absolute", { expiresAt: () => ago(1_000), createdAt: () => ago(ABSOLUTE_LIMIT_MS + 1_000) }],
])(
  "25: sessions past the %s limit are removed with their tokens without another request",
  async (_, columns) => {
    const past = Object.entries(columns).map(([name, moment]) => [name, moment()]);
    await changeSessions(Object.fromEntries(past));
    await removeStale();
    expect(await allSessions()).toEqual([]);
    await runAllTasks();
    expect(calls("/revoke")).toBe(2);
  },
);

test("25: housekeeping keeps sessions that are in use", async () => {
  await changeSessions({ lastSeenAt: ago(IDLE_LIMIT_MS - 60_000) });
  await removeStale();
  expect(await allSessions()).toHaveLength(1);
  expect(calls("/revoke")).toBe(0);
});
