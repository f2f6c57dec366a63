import { once } from "node:events";
import { Agent, request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { json } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { AppBrowser } from "../../support/app-browser.ts";
import { type OwnServers, startRecordedServers } from "../support/next-servers.ts";
import { type RawBackend, startRawBackend } from "../support/raw-backend.ts";
import { residentMemory } from "../support/resident-memory.ts";
import { appAt, WITH_RAW_BACKEND } from "../support/servers.ts";

const ORIGIN = appAt(WITH_RAW_BACKEND);
const MEGABYTE = 1024 * 1024;
const CHUNKED = { "transfer-encoding": "chunked" };

let backend: RawBackend;
let servers: OwnServers;
let browser: AppBrowser;

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  backend = await startRawBackend();
  servers = await startRecordedServers(WITH_RAW_BACKEND, {
    BACKEND_URL: backend.url,
    RATE_LIMIT_MULTIPLIER: "100",
  });
  browser = new AppBrowser(servers.emulator, (request) => fetch(request, { redirect: "manual" }));
  await browser.enter("ada@example.com");
});

test.afterAll(async () => {
  await servers?.stop();
  backend?.close();
});

/** Sends a request with any header, including those that `fetch` refuses. */
function send(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string,
  agent?: Agent,
): Promise<{ status: number; headers: Record<string, unknown>; body: string; broken: boolean }> {
  return new Promise((resolve, reject) => {
    const cookie = browser.cookieLine();
    const request = httpRequest(
      `${ORIGIN}/api/backend/${path}`,
      {
        method,
        headers: { cookie, origin: ORIGIN, ...headers },
        ...(agent ? { agent } : {}),
      },
      (response) => {
        let text = "";
        const done = (broken: boolean) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text,
            broken,
          });
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString("latin1");
        });
        response.on("end", () => done(false));
        response.on("error", () => done(true));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** @returns the target of the redirect from an address of the app, sent verbatim, or an empty text. */
function redirectOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "localhost", port: WITH_RAW_BACKEND.port, path },
      (response) => {
        response.resume();
        resolve(response.headers.location ?? "");
      },
    );
    request.on("error", reject).end();
  });
}

const last = () => backend.received.at(-1);

test("30: cookies, addresses and hop-by-hop headers of a request do not reach the backend", async () => {
  const answer = await send(
    "POST",
    "notes?q=1",
    {
      accept: "application/json",
      "content-type": "text/plain",
      authorization: "Bearer of-the-browser",
      forwarded: "for=203.0.113.7",
      "x-forwarded-for": "203.0.113.7",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "203.0.113.7",
      connection: "close, x-hop",
      "x-hop": "by-hop",
      "keep-alive": "timeout=5",
      "proxy-authorization": "Basic eA==",
      te: "trailers",
      trailer: "x-later",
      "x-own": "anything",
    },
    "a note",
  );
  expect(answer.status).toBe(200);
  expect(last()).toMatchObject({ method: "POST", path: "/v1/notes?q=1", body: "a note" });
  const { authorization, ...headers } = last()?.headers ?? {};
  expect(authorization).toMatch(/^Bearer eyJ/);
  // The other headers belong to the connection that the app's server makes.
  expect(Object.keys(headers).sort()).toEqual([
    "accept",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "host",
    "pragma",
    "sec-fetch-mode",
    "user-agent",
  ]);
  expect(headers.connection).toBe("keep-alive");
  expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113|evil|authjs|by-hop/);
});

test("a body is passed on with its length, which many servers need", async () => {
  expect((await send("POST", "notes", { "content-length": 6 }, "a note")).status).toBe(200);
  expect(last()).toMatchObject({ body: "a note", headers: { "content-length": "6" } });
  expect(last()?.headers).not.toHaveProperty("transfer-encoding");
});

for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
  test(`the body of a ${method} without a length gets one`, async () => {
    const answer = await send(method, "notes", CHUNKED, "a note");
    expect(answer.status).toBe(200);
    expect(last()).toMatchObject({ method, body: "a note", headers: { "content-length": "6" } });
    expect(last()?.headers).not.toHaveProperty("transfer-encoding");
  });
}

test("a body without a length that is empty stays empty, with a length", async () => {
  expect((await send("POST", "notes", CHUNKED)).status).toBe(200);
  expect(last()).toMatchObject({ body: "", headers: { "content-length": "0" } });
  expect(last()?.headers).not.toHaveProperty("transfer-encoding");
});

test("a body without a length is limited to a megabyte", async () => {
  const oneConnection = new Agent({ keepAlive: true, maxSockets: 1 });
  const put = (size: number) => send("PUT", "notes", CHUNKED, "x".repeat(size), oneConnection);
  expect((await put(MEGABYTE)).status).toBe(200);
  expect(last()?.body.length).toBe(MEGABYTE);
  expect(last()?.headers["content-length"]).toBe(`${MEGABYTE}`);
  const count = backend.received.length;
  const refused = await put(MEGABYTE + 1);
  expect(refused).toMatchObject({ status: 413, headers: { connection: "close" } });
  expect(JSON.parse(refused.body)).toMatchObject({ code: "body_too_large" });
  expect(backend.received).toHaveLength(count);
  const next = await send("GET", "notes", {}, undefined, oneConnection);
  expect(next.status).toBe(200);
  oneConnection.destroy();
});

/** @returns a request without a length, once the first half of its body is sent. */
async function beginBody() {
  const cookie = browser.cookieLine();
  const headers = { cookie, origin: ORIGIN, ...CHUNKED };
  const request = httpRequest(`${ORIGIN}/api/backend/notes`, { method: "POST", headers });
  await new Promise((resolve) => request.write("half a ", resolve));
  return request;
}

test("an endless body without a length times out, and its connection closes", {
  tag: "@deep",
}, async () => {
  const count = backend.received.length;
  const request = await beginBody();
  const [response] = await once(request, "response");
  expect(response.statusCode).toBe(504);
  expect(response.headers.connection).toBe("close");
  expect(await json(response)).toMatchObject({ code: "backend_timeout" });
  expect(backend.received).toHaveLength(count);
  request.destroy();
});

test("a request is dropped when its client leaves in the middle of its body", async () => {
  const count = backend.received.length;
  const request = await beginBody();
  request.on("error", () => undefined);
  const gone = new Promise((resolve) => request.once("close", resolve));
  request.destroy();
  await gone;
  expect((await send("POST", "notes", CHUNKED, "a note")).status).toBe(200);
  expect(backend.received).toHaveLength(count + 1);
  expect(last()?.body).toBe("a note");
});

test("a trailing slash reaches the backend, and pages have none", async () => {
  expect((await send("GET", "notes/?q=1")).status).toBe(200);
  expect(last()?.path).toBe("/v1/notes/?q=1");
  const page = await fetch(`${ORIGIN}/sign-in/?q=1`, { redirect: "manual" });
  expect([page.status, page.headers.get("location")]).toEqual([308, "/sign-in?q=1"]);
});

for (const path of [
  "//evil.example/",
  "///evil.example/",
  "/\\evil.example/",
  "/%5cevil.example/",
]) {
  test(`29: the address ${path} redirects to no other site`, async () => {
    const location = await redirectOf(path);
    expect(location).not.toMatch(/^([/\\]{2}|https?:)/);
  });
}

test("the call to the backend ends when the browser leaves", async () => {
  const cookie = browser.cookieLine();
  const leaving = httpRequest(`${ORIGIN}/api/backend/never`, {
    headers: { cookie },
  });
  leaving.on("error", () => undefined);
  leaving.end();
  await expect.poll(() => last()?.path).toBe("/v1/never");
  leaving.destroy();
  // This is well before the call's own time limit.
  await expect.poll(() => last()?.gone(), { timeout: 5_000 }).toBe(true);
});

test("a cookie of the backend does not reach the browser", async () => {
  const { headers } = await send("GET", "notes");
  expect(headers["set-cookie"]).toBeUndefined();
  expect(headers["cache-control"]).toBe("no-store");
});

test("a backend response can neither run scripts nor be framed under the app's origin", async () => {
  const { headers } = await send("GET", "notes");
  const policy = headers["content-security-policy"];
  expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
});

for (const status of [401, 403, 404, 409, 500]) {
  test(`the backend's ${status} is passed on`, async () => {
    const answer = await send("GET", `status/${status}`);
    expect(answer.status).toBe(status);
    expect(answer.headers["www-authenticate"]).toBe('Bearer error="x"');
  });
}

for (const [path, status, code] of [
  ["redirect", 502, "backend_redirected"],
  ["drop", 502, "backend_unreachable"],
  ["never", 504, "backend_timeout"],
] as const) {
  test(`a backend that answers with "${path}" becomes a plain ${status}`, async () => {
    const answer = await send("GET", path);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(answer.body)).toMatchObject({ status, code });
    expect(answer.body).not.toMatch(/eyJ|127\.0\.0\.1|steal/);
  });
}

test("a gigabyte response breaks off at the limit", async () => {
  const answer = await send("GET", "huge");
  expect(answer.broken).toBe(true);
  expect(answer.body.length).toBeLessThanOrEqual(10 * MEGABYTE);
  expect(backend.sentBytes()).toBeLessThan(24 * MEGABYTE);
  expect((await send("GET", "notes")).status).toBe(200);
});

test("responses over the limit leave nothing in memory", { tag: "@deep" }, async () => {
  const memory = () => residentMemory(servers.processIds[0] ?? 0);
  const fourAtOnce = () => Promise.all(Array.from({ length: 4 }, () => send("GET", "huge")));
  await fourAtOnce();
  const before = memory();
  for (let round = 0; round < 5; round += 1) await fourAtOnce();
  // The backend has sent 200 MB.
  expect(memory() - before).toBeLessThan(100 * MEGABYTE);
});

test("a body of a megabyte passes, and a larger one is refused", async () => {
  expect((await send("PUT", "notes", {}, "x".repeat(MEGABYTE))).status).toBe(200);
  expect(last()?.body.length).toBe(MEGABYTE);
  const count = backend.received.length;
  const refused = await send("PUT", "notes", {}, "x".repeat(MEGABYTE + 1));
  expect(refused.status).toBe(413);
  expect(backend.received).toHaveLength(count);
});

test("an unread large body delays no later request on its connection", async () => {
  const oneConnection = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const [path, status] of [
    ["hasty", 413],
    ["%00", 404],
  ] as const) {
    const refused = await send("PUT", path, {}, "x".repeat(MEGABYTE), oneConnection);
    expect(refused.status).toBe(status);
    const next = await send("GET", "notes", {}, undefined, oneConnection);
    expect(next.status).toBe(200);
  }
  oneConnection.destroy();
});

for (const path of ["..%2f..%2fadmin", "%2e%2e/admin", "a%5c..%5cadmin", "%00"]) {
  test(`the path ${path} does not leave the base`, async () => {
    const count = backend.received.length;
    expect((await send("GET", path)).status).toBeGreaterThanOrEqual(400);
    expect(backend.received.slice(count).map((request) => request.path)).toEqual([]);
  });
}

test("HEAD is passed on, and unlisted methods are not", async () => {
  expect((await send("HEAD", "notes")).status).toBe(200);
  expect(last()?.method).toBe("HEAD");
  const count = backend.received.length;
  for (const method of ["TRACE", "OPTIONS", "PROPFIND"]) {
    await send(method, "notes").catch(() => undefined);
  }
  expect(backend.received).toHaveLength(count);
});

test("a token that is about to expire is refreshed first", async () => {
  servers.emulator.settings.accessTokenSeconds = 20;
  await browser.signIn();
  servers.emulator.settings.accessTokenSeconds = 86_400;
  const issued = () =>
    servers.emulator.issued.entries().filter(({ kind }) => kind === "access_token");
  const atSignIn = issued()[0]?.value;
  await send("GET", "notes");
  expect(last()?.headers.authorization).not.toBe(`Bearer ${atSignIn}`);
  expect(await browser.session()).toMatchObject({ user: { email: "ada@example.com" } });
});

test("requests from another site or without a session do not reach the backend", async () => {
  const count = backend.received.length;
  const foreign = await send("POST", "notes", { origin: "https://evil.example" }, "{}");
  const signedOut = await send("GET", "notes", { cookie: "" });
  expect([foreign.status, signedOut.status]).toEqual([403, 401]);
  expect(backend.received).toHaveLength(count);
});

test("14: a request of a revoked session does not reach the backend", async () => {
  expect((await send("GET", "notes")).status).toBe(200);
  const cookie = browser.cookieLine();
  await browser.signOut();
  const count = backend.received.length;
  expect((await send("GET", "notes", { cookie })).status).toBe(401);
  expect(backend.received).toHaveLength(count);
});

test("these tests caused no uncaught error in the server", () => {
  expect(servers.printed()).not.toMatch(/uncaughtException|unhandledRejection|unexpected_error/);
});

test("17: the server's output holds no token", () => {
  expect(servers.printed()).toContain("body_too_large");
  expect(servers.printed()).not.toMatch(/eyJ/);
});
