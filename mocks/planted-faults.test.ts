import { beforeEach, expect, test } from "vitest";
import { createWorld } from "../tests/support/emulator-world.ts";
import type { Fault } from "./cloud/faults.ts";
import { applicationPath, seed } from "./cloud/seed.ts";

const AUTH = "https://auth-us.beyondidentity.com";
const APP = "http://localhost:3000";
const REALM = `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}`;
const APPLICATION = applicationPath(seed.realm.id, seed.webApplication.id);
const JOB = `${REALM}/identities/i/credential-binding-jobs/j`;
const LINK = `${JOB}:invokeAuthenticator?token=t`;
const BASIC = { authorization: `Basic ${btoa("a-client:a-secret")}` };
const BEARER = { authorization: "Bearer t" };
const TOKEN = new URLSearchParams({ token: "t" });

const { call, emulator } = createWorld();

beforeEach(() => emulator.faults.clear());

/** A request that the endpoint refuses by itself, and the status with which it does. */
const refused: [string, number, () => Request][] = [
  ["the management API", 401, () => get(`${REALM}/identities`, {}, AUTH.replace("auth", "api"))],
  ["discovery", 404, () => get(`${REALM}/applications/a/.well-known/openid-configuration`)],
  ["authorization", 400, () => get(`${APPLICATION}/authorize`)],
  ["the token endpoint for a client", 401, () => post(`${APPLICATION}/token`, BASIC, TOKEN)],
  ["the token endpoint for a body", 400, () => post(`${APPLICATION}/token`)],
  ["userinfo", 401, () => get(`${APPLICATION}/userinfo`)],
  ["revocation", 401, () => post(`${APPLICATION}/revoke`, {}, TOKEN)],
  ["introspection by token", 401, () => post(`${REALM}/introspect`, BEARER, TOKEN)],
  ["introspection by client", 401, () => post(`${REALM}/introspect`, BASIC, TOKEN)],
  [":getInfo", 401, () => post(`${JOB}:getInfo`)],
  [":bind", 401, () => post(`${JOB}:bind`)],
  ["bi-authenticate", 400, () => post(`${APPLICATION}/bi-authenticate`)],
  ["a binding job by token", 401, () => post(`${APPLICATION}/credential-binding-jobs`, BEARER)],
  ["a link in the SDK", 404, () => get(LINK)],
  ["a link in a browser", 404, () => get(LINK, { accept: "text/html" })],
  ["an unknown path", 404, () => get("/v1/nowhere")],
];

function get(path: string, headers: Record<string, string> = {}, origin = AUTH): Request {
  return new Request(`${origin}${path}`, { headers: { origin: APP, ...headers } });
}

function post(path: string, headers: Record<string, string> = {}, body?: URLSearchParams) {
  const init = { method: "POST", headers: { origin: APP, ...headers } };
  return new Request(`${AUTH}${path}`, body ? { ...init, body } : init);
}

/** What a client reads in an error. A page has no code. */
async function readBy(response: Response) {
  const type = response.headers.get("content-type") ?? "";
  const isJson = type.startsWith("application/json");
  const { code, error } = isJson ? await response.json() : { code: "page", error: undefined };
  return {
    status: response.status,
    type,
    vendor: code,
    oauth: error,
    challenge: response.headers.get("www-authenticate"),
    origin: response.headers.get("access-control-allow-origin"),
  };
}

function answerTo(request: () => Request, fault?: Omit<Fault, "match">): Promise<Response> {
  if (fault) emulator.faults.plant({ match: { path: "/" }, ...fault });
  return call(request());
}

test.each(refused)(
  "a planted status at %s reads as its own refusal",
  async (_, status, request) => {
    const own = await readBy(await answerTo(request));
    expect(own.status).toBe(status);
    expect(await readBy(await answerTo(request, { status }))).toEqual(own);
  },
);

const outages: [string, number, string, string][] = [
  ["the management API", 500, "vendor", "internal_server_error"],
  ["the management API", 503, "vendor", "service_unavailable"],
  ["the management API", 429, "vendor", "too_many_requests"],
  ["the management API", 403, "vendor", "forbidden"],
  ["the management API", 422, "vendor", "unprocessable_entity"],
  ["the management API", 499, "vendor", "bad_request"],
  ["bi-authenticate", 500, "vendor", "internal_server_error"],
  ["discovery", 503, "vendor", "service_unavailable"],
  ["the token endpoint for a client", 500, "oauth", "server_error"],
  ["the token endpoint for a client", 503, "oauth", "temporarily_unavailable"],
  ["the token endpoint for a client", 429, "oauth", "temporarily_unavailable"],
  ["the token endpoint for a client", 403, "oauth", "unauthorized_client"],
  ["userinfo", 403, "oauth", "insufficient_scope"],
  ["userinfo", 500, "oauth", "server_error"],
];

test.each(outages)("a planted status at %s: %i is %s %s", async (name, status, kind, code) => {
  const request = refused.find(([endpoint]) => endpoint === name)?.[2] ?? (() => get("/"));
  const response = await answerTo(request, { status, retry_after: 2 });
  expect(response.headers.get("retry-after")).toBe("2");
  const read = await readBy(response);
  expect(read).toMatchObject({ status, [kind]: code, origin: APP });
});

test.each(refused)(
  "a malformed response at %s is no JSON, and the page may read it",
  async (_, __, request) => {
    const response = await answerTo(request, { malformed: true });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "application/json",
    ]);
    expect(response.headers.get("access-control-allow-origin")).toBe(APP);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  },
);

test.each(refused)("a dropped connection at %s has no response", async (_, __, request) => {
  expect((await answerTo(request, { drop: true })).type).toBe("error");
});

test.each(refused)("a delay at %s changes nothing else", async (_, __, request) => {
  const own = await readBy(await answerTo(request));
  const startedAt = performance.now();
  expect(await readBy(await answerTo(request, { delay_ms: 20 }))).toEqual(own);
  expect(performance.now() - startedAt).toBeGreaterThan(19);
});

test("a user who opens a link during an outage is told to try it later", async () => {
  const page = await answerTo(() => get(LINK, { accept: "text/html" }), { status: 503 });
  expect(await page.text()).toContain("Try this link again later.");
});
