import { http, passthrough } from "msw";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";
import { ProviderVisitor } from "../support/provider-visitor.ts";
import { startSecondProvider } from "../support/second-provider.ts";

const second = await startSecondProvider(APP_ORIGIN);

const emulator = standInForTheCloud({
  keeps: true,
  environment: second.variables,
  others: [http.all(`${second.issuer}/*`, () => passthrough())],
});

let ada: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  again = await checkpoint(emulator, ada);
});
beforeEach(async () => {
  second.faults = [];
  await again();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => second.close());

const TOKEN = { method: "POST", path: "/token" };
const MINUTE_MS = 60_000;

async function passkeyOf(browser: Pick<Browser, "json">): Promise<string> {
  const { passkeys } = await (await browser.json("GET", "/api/passkeys")).json();
  return passkeys[0].id;
}

/** What a session that is not fresh must not do. */
const HELD_BACK: [string, (browser: Browser) => Promise<Response>][] = [
  ["a link here", (browser) => browser.json("POST", "/api/passkeys", { delivery: "here" })],
  ["a link by mail", (browser) => browser.json("POST", "/api/passkeys", { delivery: "email" })],
  ["revoking", async (b) => b.json("DELETE", `/api/passkeys/${await passkeyOf(b)}`)],
  ["ending sessions", (browser) => browser.json("DELETE", "/api/sessions")],
];

async function expectStale(attempt: Promise<Response>): Promise<void> {
  const refused = await attempt;
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "fresh_sign_in_required" });
}

test.each(HELD_BACK)(
  "23: a session with a creation time in the future is not fresh: %s",
  async (_, attempt) => {
    await changeSessions({ createdAt: ago(-MINUTE_MS - 5_000) });
    await expectStale(attempt(ada));
  },
);

test.each(HELD_BACK)(
  "23: a session with an authentication time in the future is not fresh: %s",
  async (_, attempt) => {
    await changeSessions({ authenticatedAt: ago(-MINUTE_MS - 5_000) });
    await expectStale(attempt(ada));
  },
);

test.each(HELD_BACK)(
  "23: a session with an old authentication time is not fresh: %s",
  async (_, attempt) => {
    await changeSessions({ authenticatedAt: ago(FRESH_SIGN_IN_MS + MINUTE_MS + 5_000) });
    await expectStale(attempt(ada));
  },
);

test.each([
  ["a creation time less than a minute ahead", { createdAt: ago(-MINUTE_MS / 2) }],
  ["an issuer whose clock is almost a minute slow", { authenticatedAt: ago(FRESH_SIGN_IN_MS) }],
  ["a provider that signs no authentication time", { authenticatedAt: null }],
])("%s is tolerated, because clocks differ", async (_, columns) => {
  await changeSessions(columns);
  expect((await ada.json("DELETE", "/api/sessions")).status).toBe(204);
});

test("23: a sign-in with an old authentication time from the cloud is not fresh", async () => {
  emulator.faults.plant({ match: TOKEN, misbehave: "old_auth_time" });
  expect((await ada.signIn()).pathname).toBe("/account");
  await expectStale(ada.json("POST", "/api/passkeys", { delivery: "here" }));
});

test("an id token without an authentication time counts from its issue time", async () => {
  emulator.faults.plant({ match: TOKEN, misbehave: "missing_auth_time" });
  const callback = await ada.answer(await ada.start({}, undefined, "beyondidentity?max_age=0"));
  expect((await ada.open(callback)).pathname).toBe("/account");
  expect((await ada.json("DELETE", "/api/sessions")).status).toBe(204);
});

test("a sign-in that requests a new proof makes the session fresh", async () => {
  const before = Date.now();
  const authorization = await ada.start({}, undefined, "beyondidentity?max_age=0");
  expect(authorization.searchParams.get("max_age")).toBe("0");
  expect((await ada.open(await ada.answer(authorization))).pathname).toBe("/account");
  const [session] = await allSessions();
  expect(Math.abs((session?.authenticatedAt?.getTime() ?? 0) - before)).toBeLessThan(MINUTE_MS);
  expect((await ada.json("DELETE", "/api/sessions")).status).toBe(204);
});

test("23: a sign-in at another provider without a new proof there is not fresh", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const visitor = new ProviderVisitor("ada");
  const browser = new Browser(emulator);
  const signIn = async (provider: string) => {
    const callback = await visitor.answer(await browser.start({}, undefined, provider));
    expect((await browser.open(callback)).pathname).toBe("/account");
  };
  await signIn("oidc");
  vi.setSystemTime(Date.now() + FRESH_SIGN_IN_MS + 2 * MINUTE_MS);
  await signIn("oidc");
  expect(visitor.asked).toBe(1);
  await expectStale(browser.json("DELETE", "/api/sessions"));
  await signIn("oidc?max_age=0");
  expect(visitor.asked).toBe(2);
  expect((await browser.json("DELETE", "/api/sessions")).status).toBe(204);
});
