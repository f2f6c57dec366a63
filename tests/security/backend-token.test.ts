import { HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sealBackendToken } from "@/lib/sessions/backend-token";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";

const BACKEND = "https://backend.example";
const DAY_MS = 24 * 60 * 60 * 1000;

/** Tokens that the backend has issued, in order. It accepts the newest only. */
let given: string[];
let dropped: (string | null)[];
/** The claim in the session's row at the moment each token was issued. */
let claims: (string | null | undefined)[];
let refusals: number;

const emulator = standInForTheCloud({
  keeps: true,
  environment: { BACKEND_URL: BACKEND, BACKEND_KIND: "token-exchange" },
  others: [
    http.post(`${BACKEND}/auth/exchange`, async () => {
      claims.push((await allSessions())[0]?.refreshClaim);
      given.push(`token-${given.length + 1}`);
      const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
      return HttpResponse.json({ token: given.at(-1), expires_at: expiresAt });
    }),
    http.post(`${BACKEND}/auth/logout`, ({ request }) => {
      dropped.push(request.headers.get("authorization"));
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${BACKEND}/me`, ({ request }) => {
      const isGood = request.headers.get("authorization") === `Token ${given.at(-1)}`;
      if (!isGood) refusals += 1;
      return HttpResponse.json({}, { status: isGood ? 200 : 401 });
    }),
  ],
});

let ada: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  [given, dropped, claims, refusals] = [[], [], [], 0];
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  again = await checkpoint(emulator, ada);
});
beforeEach(async () => {
  [given, dropped, claims, refusals] = [["token-1"], [], [], 0];
  await again();
});

const me = () => ada.json("GET", "/api/backend/me");
const sessionId = async () => (await allSessions())[0]?.id ?? "";

test.each(["auth/exchange", "auth/exchange/", "auth/%65xchange", "AUTH/Exchange", "auth/logout"])(
  "a browser cannot reach %s, where one user could use up the sign-ins of all",
  async (path) => {
    expect((await ada.json("GET", `/api/backend/${path}`)).status).toBe(404);
  },
);

test("a refused token is exchanged again, under a claim on the session", async () => {
  given.push("of another device");
  expect((await me()).status).toBe(200);
  expect(claims).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  expect(await allSessions()).toMatchObject([{ refreshClaim: null }]);
});

test("while another process exchanges, this one waits and uses its token", async () => {
  given.push("of another process");
  const id = await sessionId();
  const refreshClaimedUntil = new Date(Date.now() + 5_000);
  await changeSessions({ refreshClaim: crypto.randomUUID(), refreshClaimedUntil });
  const waiting = me();
  await vi.waitFor(() => expect(refusals).toBe(1));
  // Long enough for this process to read the row and find it claimed.
  for (let look = 0; look < 20; look += 1) await allSessions();
  const kept = { token: "of another process", expiresAt: Date.now() + DAY_MS };
  await changeSessions({
    backendToken: await sealBackendToken(id, kept),
    refreshClaim: null,
    refreshClaimedUntil: null,
  });
  expect((await waiting).status).toBe(200);
  expect(claims).toEqual([]);
});

test("14: when the cloud ends a session, its backend token is dropped", async () => {
  const [before] = await allSessions();
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  given.push("of another device");
  expect((await me()).status).toBe(200);
  // The cloud treats the reuse of a rotated refresh token as theft.
  await changeSessions({ tokens: before?.tokens ?? null });
  given.push("of another device");
  expect((await me()).status).toBe(401);
  expect(await allSessions()).toEqual([]);
  await vi.waitFor(() => expect(dropped).toEqual(["Token token-3"]));
});

test("14: signing out drops the backend's token even when the cloud issued none", async () => {
  await changeSessions({ tokens: null });
  await ada.signOut();
  await vi.waitFor(() => expect(dropped).toEqual(["Token token-1"]));
});
