import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { requestCloud } from "./cloud-request";
import { BeyondIdentityError } from "./errors";

const URL_OF_API = "https://api-us.beyondidentity.com/v1/thing";
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
// Waiting goes ten times as fast as in life.
let clock: NodeJS.Timeout;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  clock = setInterval(() => vi.advanceTimersByTime(50), 5);
});
afterEach(() => {
  clearInterval(clock);
  vi.useRealTimers();
  vi.restoreAllMocks();
  server.resetHandlers();
});
afterAll(() => server.close());

/** Lets the cloud answer with the given responses in turn; counts the calls. */
function answers(...responses: (() => Response)[]): { calls: number } {
  const counter = { calls: 0 };
  server.use(
    http.all(URL_OF_API, () => {
      const response = responses[Math.min(counter.calls, responses.length - 1)];
      counter.calls += 1;
      return response?.();
    }),
  );
  return counter;
}

function ask(idempotent = true) {
  return requestCloud({
    operation: "ask",
    url: new URL(URL_OF_API),
    method: idempotent ? "GET" : "POST",
    headers: {},
    idempotent,
    schema: z.object({ ok: z.boolean() }),
  });
}

const ok = () => HttpResponse.json({ ok: true });
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    HttpResponse.json({ code: "x", message: "upstream words" }, { status: code, headers });

test("an answer is read by the schema", async () => {
  answers(ok);
  expect(await ask()).toEqual({ ok: true });
});

test.each([
  [401, "cloud_unauthorized"],
  [403, "cloud_unauthorized"],
  [404, "not_found"],
  [409, "conflict"],
  [422, "cloud_rejected"],
  [429, "cloud_rate_limited"],
  [500, "cloud_error"],
  [503, "cloud_error"],
])("HTTP %i becomes %s and never carries the cloud's words", async (code, expected) => {
  answers(status(code));
  const error = await ask(false).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BeyondIdentityError);
  expect(error).toMatchObject({ reason: expected, cloudStatus: code });
  expect(JSON.stringify(error) + String(error)).not.toContain("upstream words");
});

test("an idempotent call is repeated until the cloud is well again", async () => {
  const cloud = answers(status(500), status(429), ok);
  expect(await ask()).toEqual({ ok: true });
  expect(cloud.calls).toBe(3);
});

test("an idempotent call is given up after three attempts", async () => {
  const cloud = answers(status(500));
  await expect(ask()).rejects.toMatchObject({ code: "cloud_error" });
  expect(cloud.calls).toBe(3);
});

test("a call that creates something is never sent twice", async () => {
  const cloud = answers(status(500), ok);
  await expect(ask(false)).rejects.toMatchObject({ code: "cloud_error" });
  expect(cloud.calls).toBe(1);
});

test("a refusal is not repeated", async () => {
  const cloud = answers(status(422), ok);
  await expect(ask()).rejects.toMatchObject({ code: "cloud_rejected" });
  expect(cloud.calls).toBe(1);
});

test("a short Retry-After is waited for", async () => {
  const startedAt = Date.now();
  answers(status(429, { "retry-after": "2" }), ok);
  await ask();
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2000);
});

test("a long Retry-After is passed on to the person instead of waited for", async () => {
  const cloud = answers(status(429, { "retry-after": "30" }), ok);
  await expect(ask()).rejects.toMatchObject({ code: "cloud_rate_limited", retryAfterSeconds: 30 });
  expect(cloud.calls).toBe(1);
});

test("a Retry-After that is a date is understood", async () => {
  const date = new Date(Date.now() + 60_000).toUTCString();
  answers(status(429, { "retry-after": date }));
  const error = await ask(false).catch((thrown: unknown) => thrown);
  expect((error as BeyondIdentityError).retryAfterSeconds).toBeGreaterThan(55);
});

test.each([
  [
    "nonsense",
    () => new HttpResponse("<html>", { headers: { "content-type": "application/json" } }),
  ],
  ["another shape", () => HttpResponse.json({ ok: "yes" })],
  ["an empty body", () => new HttpResponse(null, { status: 200 })],
])("%s is an invalid response", async (_, response) => {
  answers(response);
  await expect(ask(false)).rejects.toMatchObject({ code: "cloud_response_invalid" });
});

test("a connection that breaks is an unreachable cloud", async () => {
  answers(() => HttpResponse.error());
  await expect(ask(false)).rejects.toMatchObject({ code: "cloud_unreachable" });
});

test("a redirect is not followed, so that the bearer token goes nowhere else", async () => {
  answers(
    () => new HttpResponse(null, { status: 302, headers: { location: "https://evil.example/" } }),
  );
  await expect(ask(false)).rejects.toMatchObject({ code: "cloud_unreachable" });
});

test("a cloud that never answers is a time-out", async () => {
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    const controller = new AbortController();
    controller.abort(new DOMException("too late", "TimeoutError"));
    return controller.signal;
  });
  answers(ok);
  await expect(ask(false)).rejects.toMatchObject({ code: "cloud_timeout" });
});
