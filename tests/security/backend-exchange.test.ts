import { HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { allSessions } from "../support/in-process/rows.ts";

const BACKEND = "https://backend.example";
const SECRET = "shared-with-the-backend-of-this-test";
const TOKEN = "of the backend";

/** The backend's response to an exchange while it is busy. */
let busy: { headers: Record<string, string> } | null;
let authorizations: Record<"exchange" | "me", (string | null)[]>;

const emulator = standInForTheCloud({
  keeps: true,
  environment: {
    BACKEND_URL: BACKEND,
    BACKEND_KIND: "token-exchange",
    BACKEND_EXCHANGE_SECRET: SECRET,
  },
  others: [
    http.post(`${BACKEND}/auth/exchange`, ({ request }) => {
      authorizations.exchange.push(request.headers.get("authorization"));
      if (busy) return HttpResponse.json({ code: "throttled" }, { status: 429, ...busy });
      return HttpResponse.json({ token: TOKEN, expires_at: "2999-01-01T00:00:00Z" });
    }),
    http.get(`${BACKEND}/me`, ({ request }) => {
      authorizations.me.push(request.headers.get("authorization"));
      return HttpResponse.json({}, { status: busy ? 401 : 200 });
    }),
  ],
});

let ada: Browser;
let again: () => Promise<void>;

const forget = () => {
  busy = null;
  authorizations = { exchange: [], me: [] };
};

beforeAll(async () => {
  forget();
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  again = await checkpoint(emulator, ada);
});
beforeEach(async () => {
  forget();
  await again();
});

test("the app authenticates at the exchange, and sends its secret nowhere else", async () => {
  const person = ada.elsewhere();
  expect((await person.signIn()).pathname).toBe("/account");
  const { BEYOND_IDENTITY_CLIENT_ID: clientId } = ENVIRONMENT;
  expect(authorizations.exchange).toEqual([basicAuthorization(clientId, SECRET)]);
  expect((await person.json("GET", "/api/backend/me")).status).toBe(200);
  expect(authorizations.me).toEqual([`Token ${TOKEN}`]);
});

test("a sign-in that a busy backend refuses explains itself and creates no session", async () => {
  busy = { headers: { "retry-after": "30" } };
  const before = (await allSessions()).length;
  const end = await ada.elsewhere().signIn();
  expect([end.pathname, end.searchParams.get("error")]).toEqual(["/auth-error", "backend_busy"]);
  expect(await allSessions()).toHaveLength(before);
});

test.each([
  ["in seconds", { "retry-after": "30" }, "30"],
  ["missing", {}, "60"],
  ["zero", { "retry-after": "0" }, "60"],
  ["in words", { "retry-after": "soon" }, "60"],
  ["negative", { "retry-after": "-5" }, "60"],
  ["a thousand years", { "retry-after": "31536000000" }, "86400"],
  ["in the past", { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, "60"],
])(
  "a busy backend whose Retry-After is %s becomes a 429 with a usable Retry-After",
  async (_, headers, wait) => {
    busy = { headers };
    const answer = await ada.json("GET", "/api/backend/me");
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe(wait);
    expect(await answer.json()).toMatchObject({ code: "backend_busy" });
  },
);
