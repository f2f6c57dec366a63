import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { inDatabase } from "@/lib/database/database";
import { deepUnless } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { APP_ORIGIN, ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { allSessions, emptyTables } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });
const RETURN_REDIRECT = { "x-auth-return-redirect": "1" };
const addressSchema = z.object({ url: z.url() });
const eventSchema = z.looseObject({ event: z.string() });

let browser: Browser;
let log: ReturnType<typeof spyOnLog>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(async () => {
  await emptyTables();
  browser.forgetCookies();
  log = spyOnLog();
});

const spyOnLog = () => vi.spyOn(console, "info").mockImplementation(() => undefined);

function logged(event: string) {
  const lines = log.mock.calls.map(([line]) => eventSchema.parse(JSON.parse(String(line))));
  return lines.filter((line) => line.event === event);
}

/** Posts a form as Auth.js's own client does. */
async function post(path: string, fields: Record<string, string> = {}, token = true) {
  const csrf = token ? await browser.csrfToken() : "made-up";
  const body = new URLSearchParams({ csrfToken: csrf, ...fields });
  return browser.send("POST", `/api/auth/${path}`, { headers: RETURN_REDIRECT, body });
}

async function addressIn(response: Response): Promise<URL> {
  return new URL(addressSchema.parse(await response.json()).url);
}

test("Auth.js's own client gets the issuer's address from the response", async () => {
  const response = await post("signin/beyondidentity", { callbackUrl: `${APP_ORIGIN}/account` });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect((await addressIn(response)).origin).toBe(
    new URL(ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY).origin,
  );
  expect(logged("sign_in_started")).toHaveLength(1);
});

test("Auth.js's own client signs out and gets the address to go to", async () => {
  await browser.signIn();
  const response = await post("signout", { callbackUrl: `${APP_ORIGIN}/register` });
  expect((await addressIn(response)).href).toBe(`${APP_ORIGIN}/register`);
  expect(await browser.session()).toBeNull();
});

test.each([
  [{ status: 503 }, "cloud_error"],
  [{ status: 429 }, "cloud_rate_limited"],
  [{ drop: true }, "cloud_unreachable"],
])(
  "when the cloud answers %j, the client gets the reason and the log has it",
  async (fault, code) => {
    emulator.faults.plant({ match: { path: "/openid-configuration" }, ...fault });
    const response = await post("signin/beyondidentity", { callbackUrl: "/account/add" });
    const url = await addressIn(response);
    expect(`${url.pathname}${url.search}`).toBe(
      `/auth-error?error=${code}&redirectTo=%2Faccount%2Fadd`,
    );
    expect(logged("sign_in_failed")).toMatchObject([{ reason: code }]);
    expect(logged("cloud_call_failed")).toMatchObject([{ operation: "openid-configuration" }]);
  },
);

test("the client gets an error for an outdated form", async () => {
  const url = await addressIn(await post("signin/beyondidentity", {}, false));
  expect(url.searchParams.get("error")).toBe("MissingCSRF");
});

test.each(["signin/beyondidentity", "signout"])(
  "when the database fails, the client of %s gets an error",
  async (path) => {
    await browser.signIn();
    const token = await browser.csrfToken();
    const table = path === "signout" ? "sessions" : "rate_limits";
    await inDatabase((db) => db.execute(`ALTER TABLE ${table} RENAME TO ${table}_gone`));
    const body = new URLSearchParams({ csrfToken: token });
    const response = await browser
      .send("POST", `/api/auth/${path}`, { headers: RETURN_REDIRECT, body })
      .finally(() =>
        inDatabase((db) => db.execute(`ALTER TABLE ${table}_gone RENAME TO ${table}`)),
      );
    expect(response.status).toBe(503);
    const url = await addressIn(response);
    expect(url.searchParams.get("error")).toBe("service_unavailable");
    expect(await browser.session()).not.toBeNull();
  },
);

test("26: another site's sign-in or sign-out is refused before Auth.js sees it", async () => {
  await browser.signIn();
  for (const path of ["signin/beyondidentity", "signout"]) {
    const body = new URLSearchParams({ csrfToken: await browser.csrfToken() });
    const headers = { origin: "https://evil.example" };
    const response = await browser.send("POST", `/api/auth/${path}`, { headers, body });
    expect(response.status, path).toBe(403);
  }
  expect(await browser.session()).not.toBeNull();
});

const HARMLESS_REQUESTS = [
  ["GET", "signin/beyondidentity", "/sign-in"],
  [
    "GET",
    "signin/beyondidentity?callbackUrl=/account/add",
    "/sign-in?callbackUrl=%2Faccount%2Fadd",
  ],
  [
    "GET",
    `signin?error=SessionRequired&callbackUrl=${encodeURIComponent(`${APP_ORIGIN}/account/add`)}`,
    "/sign-in?error=SessionRequired&callbackUrl=%2Faccount%2Fadd",
  ],
  ["GET", "signin?callbackUrl=https://evil.example/", "/sign-in"],
  ["GET", "signin/github", "/sign-in"],
  ["GET", "signin/nope", "/sign-in"],
  ["GET", "signin/beyondidentity/further", "/sign-in"],
  ["HEAD", "signin/beyondidentity", "/sign-in"],
  ["HEAD", "callback/beyondidentity?code=c&state=s", "/sign-in"],
  ["GET", "callback", "/sign-in"],
  ["GET", "callback/nope?code=c&state=s", "/sign-in"],
  ["GET", "callback/beyondidentity", "/sign-in"],
  ["GET", "webauthn-options", "/sign-in"],
  ["GET", "verify-request", "/sign-in"],
  ["GET", "nope", "/sign-in"],
  ["GET", "signout", "/account"],
  ["GET", "error", "/auth-error"],
  ["GET", "error?error=Configuration", "/auth-error?error=Configuration"],
  ["GET", "error?error=word-of-mine", "/auth-error"],
  ["GET", "signin?error=word-of-mine", "/sign-in"],
  ["POST", "signin/nope", "/sign-in"],
] as const;

test.each(HARMLESS_REQUESTS)(
  "%s of %s redirects and is not logged as a failed sign-in",
  async (method, path, to) => {
    const response = await browser.send(method, `/api/auth/${path}`);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(`${APP_ORIGIN}${to}`);
    expect(log.mock.calls.join("\n")).not.toMatch(/sign_in_failed|auth_error|word/);
  },
);

test.each([
  ["nope", 404],
  ["csrf", 405],
  ["error?error=word-of-mine", 405],
  ["callback/beyondidentity?code=c&state=s", 405],
])("POST of %s is answered as the caller's error", async (path, status) => {
  const response = await browser.send("POST", `/api/auth/${path}`);
  expect(response.status).toBe(status);
  expect(log.mock.calls.join("\n")).not.toMatch(/sign_in_failed|auth_error|word/);
});

test.each(["session", "csrf", "providers"])("HEAD of %s is answered like GET", async (path) => {
  const response = await browser.send("HEAD", `/api/auth/${path}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  expect(logged("auth_error")).toEqual([]);
});

const MALFORMED = [
  "x",
  "http://localhost:3000dashboard",
  "javascript:alert(1)",
  "null",
  "%E0%A4%A",
];

for (const value of MALFORMED) {
  test(
    `a callback-url cookie that holds ${value} counts as absent`,
    deepUnless(value === MALFORMED[0]),
    async () => {
      await browser.signIn();
      browser.setCookie("authjs.callback-url", value);
      expect(await browser.session()).toMatchObject({ user: { email: "ada@example.com" } });
      expect((await browser.signIn()).pathname).toBe("/account");
      await browser.signOut();
      expect(await allSessions()).toHaveLength(0);
    },
  );
}

test.each(MALFORMED)("a callbackUrl parameter that holds %s counts as absent", async (value) => {
  const query = new URLSearchParams({ callbackUrl: value });
  for (const path of ["session", "csrf", "providers"]) {
    expect((await browser.send("GET", `/api/auth/${path}?${query}`)).status, path).toBe(200);
  }
  const end = await browser.open(await browser.answer(await browser.start({}, value)));
  expect(end.href).toBe(`${APP_ORIGIN}/account`);
});

test("chunks of another app's session cookie sign no user out", async () => {
  await browser.signIn();
  browser.setCookie("authjs.session-token.0", "eyJ");
  browser.setCookie("authjs.session-token.1", "x".repeat(3_000));
  expect(await browser.session()).toMatchObject({ user: { email: "ada@example.com" } });
  await browser.signOut();
  expect(await allSessions()).toHaveLength(0);
});

test("a form that declares a size over the limit is refused before it is read", async () => {
  const headers = { "content-length": "150000000" };
  const response = await browser.send("POST", "/api/auth/signin/beyondidentity", { headers });
  expect(response.status).toBe(413);
});

test("a large form without a declared size is refused", async () => {
  const body = new URLSearchParams({ csrfToken: "x".repeat(70_000) });
  const response = await browser.send("POST", "/api/auth/signin/beyondidentity", { body });
  expect(response.status).toBe(413);
});

const asJson = (body: string, path = "signin/beyondidentity") =>
  browser.send("POST", `/api/auth/${path}`, {
    headers: { ...RETURN_REDIRECT, "content-type": "application/json" },
    body,
  });

test.each(["{", "", "null", "[1]", '"x"'])(
  "a body of %j is refused and not logged as a failed sign-in",
  async (body) => {
    for (const path of ["signin/beyondidentity", "signout", "session"]) {
      const response = await asJson(body, path);
      expect(response.status, path).toBe(400);
      expect((await addressIn(response)).searchParams.get("error")).toBe("invalid_json");
    }
    expect(logged("sign_in_failed")).toEqual([]);
  },
);

test.each(["JSON", "the query"])("a redirect target in %s is honoured", async (place) => {
  const csrfToken = await browser.csrfToken();
  const callbackUrl = `${APP_ORIGIN}/account/add`;
  const response =
    place === "JSON"
      ? await asJson(JSON.stringify({ csrfToken, callbackUrl }))
      : await post(`signin/beyondidentity?${new URLSearchParams({ callbackUrl })}`);
  const end = await browser.open(await browser.answer(await addressIn(response)));
  expect(end.pathname).toBe("/account/add");
});

test("14: of several session cookies the active ones count, and signing out ends all", async () => {
  await browser.signIn();
  const dead = browser.cookieLine();
  await browser.signOut();
  await browser.signIn();
  const first = browser.cookieLine();
  const other = browser.elsewhere();
  await other.signIn();
  const csrf = `${authCookieNames(APP_ORIGIN).csrfToken}=`;
  const csrfToken = await browser.csrfToken();
  const jar = `${dead}; ${first}; ${other.cookieLine()}; ${csrf}${browser.cookieValue(csrf.slice(0, -1))}`;
  const headers = { cookie: jar };
  const session = await browser.send("GET", "/api/auth/session", { headers });
  expect(await session.json()).toMatchObject({ user: { email: "ada@example.com" } });
  const body = new URLSearchParams({ csrfToken });
  await browser.send("POST", "/api/auth/signout", { headers, body });
  expect(await allSessions()).toEqual([]);
});
