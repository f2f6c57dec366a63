import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { accessTokenOf } from "@/lib/sessions/access-token";
import { seed } from "../../mocks/cloud/seed.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions, emptyTables } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });

let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(async () => {
  await emptyTables();
  browser.forgetCookies();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** From now on, the token endpoint says that its tokens live for this long. */
function sayLifetime(expires_in: unknown): void {
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", async (...[input, init]: Parameters<typeof fetch>) => {
    const url = input instanceof Request ? input.url : `${input}`;
    const response = await real(input, init);
    const isToken = response.ok && url.endsWith(`/${seed.webApplication.id}/token`);
    return isToken ? Response.json({ ...(await response.json()), expires_in }) : response;
  });
}

const HUGE = [1e15, 1e308];
const USELESS = [-1, 0, "3600", "tomorrow", null];

/** @returns the one session, in which every moment is a moment, and no token outlives it */
async function soundSession() {
  const [session, ...others] = await allSessions();
  expect(others).toEqual([]);
  if (!session) return undefined;
  const end = session.accessTokenExpiresAt?.getTime() ?? 0;
  expect(end).toBeLessThanOrEqual(session.expiresAt.getTime());
  expect(Number.isFinite(end)).toBe(true);
  return session;
}

test.each(HUGE)("tokens for %s seconds end with their session", async (lifetime) => {
  sayLifetime(lifetime);
  await browser.signIn();
  const session = await soundSession();
  expect(session?.accessTokenExpiresAt).toEqual(session?.expiresAt);
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  await accessTokenOf(session?.id ?? "");
  const refreshed = await soundSession();
  expect(refreshed?.tokens).not.toBe(session?.tokens);
  expect(refreshed?.accessTokenExpiresAt).toEqual(session?.expiresAt);
});

test("tokens for a fraction of a second are taken as they are", async () => {
  await browser.signIn();
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  sayLifetime(0.5);
  const session = await soundSession();
  await accessTokenOf(session?.id ?? "");
  const end = (await soundSession())?.accessTokenExpiresAt?.getTime() ?? 0;
  expect(end).toBeGreaterThan(Date.now() - 30_000);
  expect(end).toBeLessThan(Date.now() + 1_000);
});

test.each(USELESS)(
  "a refresh that says %j is refused, and the session stays sound",
  async (lifetime) => {
    await browser.signIn();
    await changeSessions({ accessTokenExpiresAt: ago(1_000) });
    const before = await soundSession();
    sayLifetime(lifetime);
    await expect(accessTokenOf(before?.id ?? "")).rejects.toMatchObject({
      reason: expect.any(String),
    });
    expect(await soundSession()).toMatchObject({ tokens: before?.tokens });
  },
);

test.each(USELESS)("a sign-in that says %j begins a sound session or none", async (lifetime) => {
  sayLifetime(lifetime);
  const { pathname } = await browser.signIn();
  expect(pathname === "/account").toBe((await soundSession()) !== undefined);
});
