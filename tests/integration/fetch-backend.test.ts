import { HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { rateLimits } from "@/lib/database/schema";
import { keyedHash } from "@/lib/rate-limits/keyed-hash";
import { fetchBackend } from "@/lib/use-cases/fetch-backend";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";
import { requestHeaders } from "../support/in-process/scope.ts";

const BACKEND = "https://backend.example/v1";

/** The requests that reached the backend. */
let received: { address: string; length: string | null; type: string | null; body: string }[];

const emulator = standInForTheCloud({
  keeps: true,
  environment: { BACKEND_URL: BACKEND, BACKEND_TIMEOUT_SECONDS: "2" },
  others: [
    http.all(`${BACKEND}/*`, async ({ request }) => {
      const { url, headers } = request;
      received.push({
        address: url.replace(BACKEND, ""),
        length: headers.get("content-length"),
        type: headers.get("content-type"),
        body: await request.text(),
      });
      return HttpResponse.json({});
    }),
  ],
});

let ada: Browser;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
});
beforeEach(() => {
  received = [];
});

const asAda = <T>(run: () => Promise<T>) =>
  requestHeaders.run(
    new Headers({
      cookie: `authjs.session-token=${ada.sessionCookie()}`,
      "x-forwarded-for": "198.51.100.7",
    }),
    run,
  );

test("a body is sent with its length in bytes, which Django needs", async () => {
  const body = JSON.stringify({ name: "Ada Lovelace, Gräfin" });
  const headers = { "content-type": "application/json" };
  await asAda(() => fetchBackend("/me", { method: "PATCH", headers, body }));
  const length = `${new TextEncoder().encode(body).byteLength}`;
  expect(received).toEqual([{ address: "/me", length, type: "application/json", body }]);
});

test("a form is sent with its own boundary and its length", async () => {
  const body = new FormData();
  body.set("name", "Ada");
  await asAda(() => fetchBackend("/notes/", { method: "POST", body }));
  expect(received).toMatchObject([
    {
      address: "/notes/",
      length: expect.stringMatching(/^\d+$/),
      type: expect.stringMatching(/^multipart\/form-data; boundary=/),
      body: expect.stringContaining('name="name"'),
    },
  ]);
});

test("a request without a body has no Content-Length", async () => {
  await asAda(() => fetchBackend("/notes?from=2"));
  expect(received).toEqual([{ address: "/notes?from=2", length: null, type: null, body: "" }]);
});

test("a refresh on the way counts for the user's own address", async () => {
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  await asAda(() => fetchBackend("/notes"));
  const counters = await inDatabase((db) => db.select().from(rateLimits));
  expect(counters.map(({ key }) => key)).toContainEqual(
    expect.stringMatching(`^refresh:address:.*${keyedHash("198.51.100.7")}$`),
  );
});

test.each(["/..%2f..%2fadmin", "/a%5c..%5cadmin", "/%00"])(
  "a path like %s does not leave the base",
  async (path) => {
    await expect(asAda(() => fetchBackend(path))).rejects.toMatchObject({ code: "not_found" });
    expect(received).toEqual([]);
  },
);

test("an unauthenticated call does not reach the backend", async () => {
  await expect(fetchBackend("/me")).rejects.toMatchObject({ code: "session_ended" });
  expect(received).toEqual([]);
});

test("one time limit covers refresh and call, and the next call uses the refreshed token", async () => {
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  emulator.faults.plant({ match: { path: "/token" }, delay_ms: 3_000, times: 1 });
  await expect(asAda(() => fetchBackend("/notes"))).rejects.toMatchObject({
    code: "backend_timeout",
  });
  expect(received).toEqual([]);
  expect((await asAda(() => fetchBackend("/notes"))).status).toBe(200);
});
