import { beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { Browser } from "../support/in-process/browser.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { emptyTables } from "../support/in-process/rows.ts";
import { type SetCookie, setCookies } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud({ keeps: true });
const JSON_BODY = { "content-type": "application/json" };
const answerSchema = z.object({ address: z.string() });

let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(async () => {
  await emptyTables();
  browser.forgetCookies();
});

/** Sends what the page sends, and keeps the cookies that the response sets. */
async function post(body: string, headers: Record<string, string> = JSON_BODY): Promise<Response> {
  const set: SetCookie[] = [];
  const response = await setCookies.run(set, () =>
    browser.send("POST", "/api/sign-in", { headers, body }),
  );
  for (const { name, value, maxAge } of set) browser.setCookie(name, maxAge === 0 ? "" : value);
  return response;
}

async function begin(body: object): Promise<URL> {
  const response = await post(JSON.stringify(body));
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return new URL(answerSchema.parse(await response.json()).address, APP_ORIGIN);
}

test("a sign-in that a page begins ends at its target, with PKCE, state and nonce", async () => {
  const authorization = await begin({ redirectTo: "/account/add" });
  for (const name of ["code_challenge", "state", "nonce"]) {
    expect(authorization.searchParams.get(name)).toMatch(/^[\w.-]{20,}$/);
  }
  expect(authorization.searchParams.get("max_age")).toBeNull();
  const end = await browser.open(await browser.answer(authorization));
  expect(end.href).toBe(`${APP_ORIGIN}/account/add`);
  expect(await browser.session()).toMatchObject({ user: { email: "ada@example.com" } });
});

test("a page can ask for a user who authenticates again", async () => {
  const { searchParams } = await begin({ redirectTo: "/account", anew: true });
  expect(searchParams.get("max_age")).toBe("0");
});

test.each([{ redirectTo: "https://evil.example/" }, { redirectTo: { path: "/a" } }, {}, [], "x"])(
  "29: a sign-in begun with %j leads to the account",
  async (body) => {
    const end = await browser.open(await browser.answer(await begin(body as object)));
    expect(end.href).toBe(`${APP_ORIGIN}/account`);
  },
);

test("another site begins no sign-in, and sets no cookie", async () => {
  for (const origin of ["https://evil.example", "null"]) {
    const response = await post("{}", { ...JSON_BODY, origin });
    expect(response.status).toBe(403);
  }
  expect(browser.cookieNames()).toEqual([]);
});

test("what is not a small JSON document begins no sign-in", async () => {
  expect((await post("a=b", { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("{")).status).toBe(400);
  expect((await post(JSON.stringify({ redirectTo: "x".repeat(9_000) }))).status).toBe(413);
  expect(browser.cookieNames()).toEqual([]);
});
