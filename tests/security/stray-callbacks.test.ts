import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { callbacks, rateLimits } from "@/lib/database/schema";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { emptyTables } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "1", TRUSTED_PROXIES: "0" },
});
const CALLBACK = "/api/auth/callback/beyondidentity";
/** The address that all clients share behind a proxy that TRUSTED_PROXIES leaves out. */
const SHARED = { "x-forwarded-for": "10.0.0.1" };

let ada: Browser;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.join("ada@example.com");
});
beforeEach(emptyTables);

const rows = async () =>
  inDatabase(async (db) => [
    ...(await db.select().from(rateLimits)),
    ...(await db.select().from(callbacks)),
  ]);

test.each([
  ["no cookie at all", "state=x&code=c", {}],
  ["no state", "code=c", {}],
  ["an error from the provider", "error=access_denied&state=x", {}],
  ["a state cookie that does not open", "state=x&code=c", { "authjs.state": "x" }],
  ["a sign-in's cookie that does not open", "state=x&code=c", { "authjs.sign-in.x": "x" }],
])(
  "25: a stranger's callbacks with %s block no other user's sign-in",
  async (_, query, cookies) => {
    const stranger = new Browser(emulator);
    for (const [name, value] of Object.entries(cookies)) stranger.setCookie(name, value);
    const log = vi.spyOn(console, "info");
    emulator.journal.clear();
    for (let count = 0; count < 100; count += 1) {
      const answer = await stranger.copy().send("GET", `${CALLBACK}?${query}`, { headers: SHARED });
      expect(answer.headers.get("location")).toMatch(/\/auth-error\?error=sign_in_interrupted$/);
    }
    expect(await rows()).toEqual([]);
    expect(emulator.journal.entries()).toEqual([]);
    expect(log.mock.calls.length).toBeLessThanOrEqual(1);
    ada.forgetCookies();
    await ada.signIn();
    expect(ada.hasSession()).toBe(true);
  },
);

test("25: one sign-in's cookie neither opens another's callback nor uses up a limit", async () => {
  const stranger = new Browser(emulator);
  const own = (await stranger.start(SHARED)).searchParams.get("state");
  const before = await rows();
  const other = (await new Browser(emulator).start()).searchParams.get("state");
  expect(other).not.toBe(own);
  for (let count = 0; count < 70; count += 1) {
    const query = new URLSearchParams({ code: "c", state: other ?? "" });
    await stranger.copy().send("GET", `${CALLBACK}?${query}`, { headers: SHARED });
  }
  const names = (await rows()).map((row) => ("key" in row ? row.key.split(":")[0] : "callback"));
  expect(before.length).toBeGreaterThan(0);
  expect(new Set(names)).toEqual(new Set(["sign_in"]));
});
