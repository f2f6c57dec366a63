import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Failure } from "@/lib/failure";
import { deepUnless } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeCallbacks, emptyTables } from "../support/in-process/rows.ts";
import { requestHeaders, type SetCookie, setCookies } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud({ keeps: true });
const TOKEN = { method: "POST", path: "/token" };

let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(async () => {
  await emptyTables();
  emulator.journal.clear();
  browser.forgetCookies();
});

const begin = (target: string) => browser.start({}, `${APP_ORIGIN}${target}`);
const redemptions = () => emulator.journal.entries().filter(({ path }) => path.endsWith("/token"));
const revocations = () => emulator.journal.entries().filter(({ path }) => path.endsWith("/revoke"));

for (const [how, order] of [
  ["the older tab first", [0, 1, 2, 3]],
  ["the newer tab first", [3, 2, 1, 0]],
  ["in no order", [2, 0, 3, 1]],
] as const) {
  test(
    `sign-ins of several tabs all succeed, each at its own target: ${how}`,
    deepUnless(how === "in no order"),
    async () => {
      const targets = ["/account", "/account/add", "/account?tab=3", "/register"];
      const started: URL[] = [];
      for (const target of targets) started.push(await begin(target));
      for (const index of order) {
        const end = await browser.open(await browser.answer(started[index] ?? new URL("")));
        expect(end.href).toBe(`${APP_ORIGIN}${targets[index]}`);
        expect(await browser.session()).toMatchObject({ user: { email: "ada@example.com" } });
      }
      expect(await allSessions()).toHaveLength(1);
      expect(
        browser.cookieNames().filter((name) => /sign-in|state|pkce|nonce|callback-url/.test(name)),
      ).toEqual([]);
    },
  );
}

test("many unfinished sign-ins with long targets leave room in the header that proxies accept", async () => {
  const started: URL[] = [];
  for (let count = 0; count < 12; count += 1) {
    started.push(await begin(`/account?q=${count}${"x".repeat(280)}`));
    expect(browser.cookieBytes()).toBeLessThan(6_500);
  }
  for (const authorization of started.slice(-5)) {
    expect((await browser.open(await browser.answer(authorization))).pathname).toBe("/account");
  }
});

test("the browser keeps the newest of many unfinished sign-ins, in small cookies", async () => {
  const started: URL[] = [];
  for (let count = 0; count < 12; count += 1) started.push(await begin("/account/add"));
  const kept = browser.cookieNames().filter((name) => name.startsWith("authjs.sign-in."));
  expect(kept).toHaveLength(8);
  expect(browser.cookieBytes()).toBeLessThan(6_000);
  for (const authorization of started.slice(-8)) {
    expect((await browser.open(await browser.answer(authorization))).pathname).toBe("/account/add");
  }
  const dropped = await browser.answer(started[0] ?? new URL(""));
  expect((await browser.open(dropped)).pathname).toBe("/auth-error");
  expect(await browser.session()).not.toBeNull();
});

test("2: one sign-in's cookies do not open another's callback", async () => {
  const mine = await begin("/account");
  const elsewhere = browser.elsewhere();
  const callback = await elsewhere.answer(await elsewhere.start());
  callback.searchParams.set("state", mine.searchParams.get("state") ?? "");
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
});

test("a callback sent several times at once signs in once and keeps its tokens", async () => {
  const callback = await browser.answer(await begin("/account/add"));
  emulator.faults.plant({ match: TOKEN, delay_ms: 300 });
  const responses = await Promise.all(
    Array.from({ length: 3 }, () =>
      browser.copy().send("GET", `${callback.pathname}${callback.search}`),
    ),
  );
  for (const response of responses) {
    expect(response.headers.get("location")).toBe(`${APP_ORIGIN}/account/add`);
    expect(response.headers.getSetCookie().join()).toContain("authjs.session-token=");
  }
  expect(redemptions()).toHaveLength(1);
  expect(revocations()).toHaveLength(0);
  expect(await allSessions()).toHaveLength(1);
});

test("every response to a repeated callback has a working session cookie", async () => {
  const callback = await browser.answer(await begin("/account"));
  const tabs = [browser.copy(), browser.copy()];
  await Promise.all(tabs.map((tab) => tab.open(callback)));
  for (const tab of tabs) expect((await tab.json("GET", "/api/sessions")).status).toBe(200);
});

test("a callback can be sent again after a short failure", async () => {
  const callback = await browser.answer(await begin("/account"));
  emulator.faults.plant({ match: TOKEN, status: 503, times: 1 });
  const again = browser.copy();
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect((await again.open(callback)).pathname).toBe("/account");
});

test("2: a callback creates a session only in the browser that began the sign-in", async () => {
  const callback = await browser.answer(await begin("/account"));
  const thief = new Browser(emulator);
  await browser.open(callback);
  expect((await thief.open(callback)).pathname).toBe("/auth-error");
  const ofTheirOwn = new Browser(emulator);
  await ofTheirOwn.start();
  expect((await ofTheirOwn.open(callback)).pathname).toBe("/auth-error");
  expect(thief.hasSession() || ofTheirOwn.hasSession()).toBe(false);
});

test("2: a late repeat of a callback creates no session", async () => {
  const callback = await browser.answer(await begin("/account"));
  const late = browser.copy();
  await browser.open(callback);
  await changeCallbacks({ claimedAt: ago(2 * 60_000) });
  expect((await late.open(callback)).pathname).toBe("/auth-error");
  expect(late.hasSession()).toBe(false);
  expect(redemptions()).toHaveLength(1);
});

test("14: a callback repeated after signing out creates no session", async () => {
  const callback = await browser.answer(await begin("/account"));
  const again = browser.copy();
  await browser.open(callback);
  await browser.signOut();
  expect((await again.open(callback)).pathname).toBe("/auth-error");
  expect(again.hasSession()).toBe(false);
  expect(redemptions()).toHaveLength(1);
});

test("another process takes over a dead process's callback", async () => {
  const callback = await browser.answer(await begin("/account"));
  const again = browser.copy();
  await browser.open(callback);
  await changeCallbacks({ sessionId: null, claimedAt: ago(2 * 60_000) });
  expect((await again.open(callback)).pathname).toBe("/auth-error");
  expect(redemptions()).toHaveLength(2);
});

test("a failed callback keeps the redirect target", async () => {
  const callback = await browser.answer(await begin("/account/add?from=mail"));
  emulator.faults.plant({ match: TOKEN, status: 503 });
  const end = await browser.open(callback);
  expect(`${end.pathname}${end.search}`).toBe(
    "/auth-error?error=cloud_error&redirectTo=%2Faccount%2Fadd%3Ffrom%3Dmail",
  );
});

test.each(["x", "eyJ.a.b.c.d", ""])(
  "2: a sign-in whose cookie was replaced by %j creates no session",
  async (value) => {
    const callback = await browser.answer(await begin("/account/add"));
    const [name] = browser.cookieNames().filter((cookie) => cookie.includes(".sign-in."));
    browser.setCookie(name ?? "", value);
    expect((await browser.open(callback)).pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
  },
);

test("2: one sign-in's cookie under another's name creates no session", async () => {
  const [first, second] = [await begin("/account"), await begin("/account")];
  const [own, other] = browser.cookieNames().filter((name) => name.includes(".sign-in."));
  browser.setCookie(own ?? "", browser.cookieValue(other ?? ""));
  expect((await browser.open(await browser.answer(first))).pathname).toBe("/auth-error");
  expect(redemptions()).toHaveLength(0);
  expect((await browser.open(await browser.answer(second))).pathname).toBe("/account");
});

/** Calls signIn() of auth.ts as a server action would, with the browser's cookies. */
async function signInAction(redirectTo: string): Promise<URL> {
  const { signIn } = await import("@/auth");
  const headers = new Headers({ cookie: browser.allCookies() });
  const set: SetCookie[] = [];
  const options = { redirectTo, redirect: false };
  const address = await requestHeaders.run(headers, () =>
    setCookies.run(set, () => signIn("beyondidentity", options)),
  );
  for (const { name, value, maxAge } of set) browser.setCookie(name, maxAge === 0 ? "" : value);
  return new URL(address);
}

test("sign-ins begun with signIn() of auth.ts succeed beside others", async () => {
  const [first, form, second] = [
    await signInAction("/account/add"),
    await begin("/account"),
    await signInAction("/register"),
  ];
  for (const [authorization, path] of [
    [second, "/register"],
    [form, "/account"],
    [first, "/account/add"],
  ] as const) {
    expect((await browser.open(await browser.answer(authorization))).pathname).toBe(path);
  }
});

test("29: signIn() of auth.ts redirects to no other site", async () => {
  const authorization = await signInAction("https://evil.example/");
  const end = await browser.open(await browser.answer(authorization));
  expect(end.href).toBe(`${APP_ORIGIN}/account`);
});

test("a repeated callback does not bring back an older session", async () => {
  const callback = await browser.answer(await begin("/account"));
  const before = browser.copy();
  await browser.open(callback);
  await before.signIn();
  const newer = before.sessionCookie();
  const again = browser.copy();
  for (const name of before.cookieNames()) again.setCookie(name, before.cookieValue(name));
  expect((await again.open(callback)).pathname).toBe("/account");
  expect(again.sessionCookie()).toBe(newer);
});

test("a database failure right after a sign-in keeps the session", async () => {
  const claims = await import("@/lib/sessions/callback-claim");
  vi.spyOn(claims, "settleCallback").mockRejectedValueOnce(new Failure("service_unavailable"));
  const callback = await browser.answer(await begin("/account"));
  expect((await browser.open(callback)).pathname).toBe("/account");
  expect(await browser.session()).not.toBeNull();
});
