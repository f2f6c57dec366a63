import { sql } from "drizzle-orm";
import { HttpResponse, http } from "msw";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { removeStale } from "@/lib/operation/housekeeping";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";

const BACKEND = "https://backend.example";
const TABLES = ["sessions", "audit_events", "rate_limits", "callbacks"] as const;
/** Using up the limits per minute ten times in an hour also uses up the limits per hour. */
const STEP_MS = 6 * 60_000;
const HOUR_STEPS = 10;
const DAY_STEPS = 24 * HOUR_STEPS;
/** The cloud's token endpoint fails for two hours. */
const OUTAGE = { from: 12 * HOUR_STEPS, to: 14 * HOUR_STEPS };
const OLD = "203.0.113.7";

/**
 * A tenth of every limit, because a day at the full limits takes a quarter of an hour. Caps per account (sessions,
 * events) stay in full.
 */
const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "0.1", TRUSTED_PROXIES: "0", BACKEND_URL: BACKEND },
  others: [http.all(`${BACKEND}/*`, () => HttpResponse.json({}))],
});

let stranger: Browser;
let ada: Browser;
let made = 0;
let cloudCalls = 0;
let fault: string | undefined;
const most: Record<string, number> = {};

const from = (client: string) => ({ "x-forwarded-for": client });
const newAddress = () => {
  made += 1;
  return `stranger${made}@gmail.com`;
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  stranger = new Browser(emulator);
  ada = new Browser(emulator);
  await stranger.join("eve@example.com");
  await ada.join("ada@example.com");
  vi.setSystemTime(Date.now() + 2 * 24 * 60 * 60_000);
});
afterAll(() => void vi.useRealTimers());

/** Repeats an attempt until it is refused. */
async function untilRefused(attempt: () => Promise<Response>): Promise<void> {
  for (let count = 0; count < 400; count += 1) if ((await attempt()).status === 429) return;
  throw new Error("never refused");
}

const ask = (route: string, email: string, client: string) =>
  stranger.json("POST", `/api/${route}`, { email }, from(client));

let network = 0;
const nextNetwork = () => {
  network += 1;
  return `2001:db8:7:${(network % 65_536).toString(16)}::1`;
};

async function askForLinks(): Promise<void> {
  await untilRefused(() => ask("register", newAddress(), OLD));
  await untilRefused(() => ask("recover", "ada@example.com", OLD));
  await untilRefused(() => ask("register", newAddress(), nextNetwork()));
  await untilRefused(() => ask("recover", newAddress(), nextNetwork()));
}

async function callBack(): Promise<void> {
  const path = "/api/auth/callback/beyondidentity?code=c&state=s";
  for (let count = 0; count < 5; count += 1) {
    await new Browser(emulator).send("GET", path, { headers: from(OLD) });
  }
}

/** Signs in up to the account's limit, and lists passkeys until refused. */
async function exhaustAccountLimits(): Promise<void> {
  for (let count = 0; count < 2; count += 1) {
    const elsewhere = stranger.elsewhere();
    const landed = await elsewhere.open(
      await elsewhere.answer(await elsewhere.start(from(nextNetwork()))),
    );
    if (elsewhere.hasSession()) stranger.takeSessionCookie(elsewhere.sessionCookie() ?? "");
    if (landed.pathname !== "/account") return;
  }
  const passkeys = () => stranger.json("GET", "/api/passkeys", undefined, from(OLD));
  if (stranger.hasSession()) await untilRefused(passkeys);
}

async function exhaustBackendLimits(): Promise<void> {
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  for (let count = 0; count < 5; count += 1) {
    await stranger.json("GET", "/api/backend/notes", undefined, from(OLD));
  }
}

async function measure(): Promise<void> {
  cloudCalls += emulator.journal.entries().length;
  emulator.journal.clear();
  for (const table of TABLES) {
    const query = sql.raw(
      `SELECT count(*)::int AS rows, pg_total_relation_size('${table}')::int AS bytes FROM ${table}`,
    );
    const answer = (await inDatabase((db) => db.execute(query))) as unknown as {
      rows: { rows: number; bytes: number }[];
    };
    const [{ rows, bytes } = { rows: 0, bytes: 0 }] = answer.rows;
    most[`${table} rows`] = Math.max(most[`${table} rows`] ?? 0, rows);
    most[`${table} bytes`] = Math.max(most[`${table} bytes`] ?? 0, bytes);
  }
}

async function runStep(step: number): Promise<void> {
  if (step === OUTAGE.from) {
    fault = emulator.faults.plant({ match: { method: "POST", path: "/token" }, status: 500 });
  }
  if (step === OUTAGE.to && fault) emulator.faults.remove(fault);
  await askForLinks();
  await callBack();
  if (step < OUTAGE.from || step >= OUTAGE.to) await exhaustAccountLimits();
  await exhaustBackendLimits();
  if (step % HOUR_STEPS === 0) await removeStale();
  await measure();
  vi.setSystemTime(Date.now() + STEP_MS);
}

test("25: a day of a stranger's worst traffic keeps tables, mails, identities and cloud calls within bounds", async () => {
  const { state } = emulator.store;
  const before = { mails: state.messages.length, identities: state.identities.length };
  emulator.journal.clear();
  for (let step = 0; step < DAY_STEPS; step += 1) await runStep(step);
  const mails = state.messages.length - before.mails;
  const identities = state.identities.length - before.identities;
  const toAda = state.messages.filter(({ to }) => to === "ada@example.com").length;
  expect(mails).toBeLessThanOrEqual(500);
  expect(toAda).toBeLessThanOrEqual(5);
  expect(identities).toBeLessThanOrEqual(500);
  expect(cloudCalls).toBeLessThanOrEqual(10_000);
  expect(most["sessions rows"]).toBeLessThanOrEqual(51);
  expect(most["audit_events rows"]).toBeLessThanOrEqual(1_200);
  expect(most["rate_limits rows"]).toBeLessThanOrEqual(2_500);
  expect(most["callbacks rows"]).toBeLessThanOrEqual(100);
  const bytes = TABLES.reduce((sum, table) => sum + (most[`${table} bytes`] ?? 0), 0);
  expect(bytes).toBeLessThanOrEqual(3 * 1024 * 1024);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await ada.signIn();
  expect(ada.hasSession()).toBe(true);
}, 600_000);
