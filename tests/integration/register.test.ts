import { expect, test } from "vitest";
import { POST as recover } from "@/app/api/recover/route";
import { POST as register } from "@/app/api/register/route";
import { APP_ORIGIN, standInForTheCloud } from "./support/cloud.ts";

const emulator = standInForTheCloud();

type Init = { body?: string; headers?: Record<string, string> };

function request(route: string, { body, headers }: Init): Request {
  return new Request(`${APP_ORIGIN}/api/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const post = (email: unknown, headers?: Record<string, string>) =>
  register(
    request("register", { body: JSON.stringify({ email }), ...(headers ? { headers } : {}) }),
  );

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = await response.json();
  expect(problem).toMatchObject({ type: "about:blank", status: response.status });
  return problem;
}

const state = () => emulator.store.state;

test("a new address becomes an identity with one mailed link", async () => {
  const response = await post("Ada@Example.com");
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ status: "accepted" });
  expect(state().identities.map(({ traits }) => traits.username)).toEqual(["ada@example.com"]);
  expect(state().messages.map(({ to }) => to)).toEqual(["ada@example.com"]);
  expect(state().messages[0]?.link).toContain(":invokeAuthenticator?token=");
});

test("19: a known address is answered like a new one, in status, headers and body", async () => {
  const first = await post("ada@example.com");
  const second = await post("ada@example.com");
  expect(second.status).toBe(first.status);
  expect([...second.headers]).toEqual([...first.headers]);
  expect(await second.text()).toBe(await first.text());
  expect(state().identities).toHaveLength(1);
});

test("20: registering again revokes the earlier link and mails another", async () => {
  await post("ada@example.com");
  await post("ada@example.com");
  expect(
    state()
      .bindingJobs.map((job) => job.state)
      .sort(),
  ).toEqual(["LINK_SENT", "REVOKED"]);
  expect(state().messages).toHaveLength(2);
});

test("19: recovering a known and an unknown address are answered alike, and only the known one is mailed", async () => {
  await post("ada@example.com");
  const ask = (email: string) => recover(request("recover", { body: JSON.stringify({ email }) }));
  const known = await ask("ada@example.com");
  const unknown = await ask("nobody@example.com");
  expect(known.status).toBe(202);
  expect([unknown.status, ...unknown.headers]).toEqual([known.status, ...known.headers]);
  expect(await unknown.text()).toBe(await known.text());
  expect(state().messages.map(({ to }) => to)).toEqual(["ada@example.com", "ada@example.com"]);
  expect(state().identities).toHaveLength(1);
});

test.each([
  ["suspended", () => ({ status: "suspended" as const })],
  [
    "without a mailbox",
    () => ({ traits: { type: "traits_v0" as const, username: "ada@example.com" } }),
  ],
])("somebody who is %s gets no mail, and the caller does not learn of it", async (_, change) => {
  const first = await post("ada@example.com");
  Object.assign(state().identities[0] ?? {}, change());
  const ask = recover(request("recover", { body: JSON.stringify({ email: "ada@example.com" }) }));
  for (const response of [await post("ada@example.com"), await ask]) {
    expect([response.status, ...response.headers]).toEqual([first.status, ...first.headers]);
  }
  expect(state().messages).toHaveLength(1);
});

test("20: the answer never holds the binding link", async () => {
  const response = await post("ada@example.com");
  const everything = `${await response.text()}${JSON.stringify([...response.headers])}`;
  expect(everything).not.toMatch(/invokeAuthenticator|token=/);
});

test.each([
  ["not-an-address", "email_malformed"],
  [`${"a".repeat(53)}@example.com`, "email_too_long"],
  ["a!b@example.com", "email_forbidden_characters"],
  ["", "email_missing"],
  [null, "email_missing"],
  [{ $ne: 1 }, "email_missing"],
])("%j is refused with 400 %s and makes nothing", async (email, code) => {
  const response = await post(email);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).code).toBe(code);
  expect(state().identities).toEqual([]);
});

test.each(["{", "", "[]", '"text"', "null"])("the body %j is refused with 400", async (body) => {
  const response = await register(request("register", { body }));
  expect(response.status).toBe(400);
  await problemOf(response);
});

test("a body of one megabyte is refused with 413", async () => {
  const body = JSON.stringify({ email: "a".repeat(1024 * 1024) });
  const response = await register(request("register", { body }));
  expect(response.status).toBe(413);
  expect((await problemOf(response)).code).toBe("body_too_large");
});

test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
  "the content type %j is refused with 415",
  async (type) => {
    const response = await post("ada@example.com", { "content-type": type });
    expect(response.status).toBe(415);
    expect((await problemOf(response)).code).toBe("unsupported_media_type");
  },
);

test.each<Record<string, string>>([
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost:3001" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
])("26: a forged cross-site request with %j is refused with 403", async (headers) => {
  const response = await post("ada@example.com", headers);
  expect(response.status).toBe(403);
  expect((await problemOf(response)).code).toBe("forbidden_origin");
  expect(state().identities).toEqual([]);
});

test("the app's own page may register", async () => {
  const headers = { origin: APP_ORIGIN, "sec-fetch-site": "same-origin" };
  expect((await post("ada@example.com", headers)).status).toBe(202);
});

const FAILURES: [string, Record<string, unknown>, number, string][] = [
  ["401", { status: 401 }, 502, "cloud_unauthorized"],
  ["403", { status: 403 }, 502, "cloud_unauthorized"],
  ["422", { status: 422 }, 502, "cloud_rejected"],
  ["429", { status: 429, retry_after: 30 }, 503, "cloud_rate_limited"],
  ["500", { status: 500 }, 502, "cloud_error"],
  ["nonsense", { malformed: true }, 502, "cloud_response_invalid"],
  ["nothing at all", { drop: true }, 503, "cloud_unreachable"],
];
const STEPS: [string, { method: string; path: string }][] = [
  ["fetching a token", { method: "POST", path: "/token" }],
  ["creating the identity", { method: "POST", path: "/identities" }],
  ["listing earlier jobs", { method: "GET", path: "/credential-binding-jobs" }],
  ["creating the job", { method: "POST", path: "/credential-binding-jobs" }],
];
const MATRIX = STEPS.flatMap(([step, match]) =>
  FAILURES.map(([answer, fault, status, code]) => ({ step, match, answer, fault, status, code })),
);

test.each(MATRIX)(
  "a cloud that answers $answer when $step gives $status $code, and a second try finishes",
  async ({ match, fault, status, code }) => {
    emulator.faults.plant({ match, ...fault });
    const response = await post("ada@example.com");
    expect(response.status).toBe(status);
    const problem = await problemOf(response);
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toMatch(/planted|nonsense|https?:|stack|at /i);
    if (fault.retry_after) expect(response.headers.get("retry-after")).toBe("30");

    emulator.faults.clear();
    expect((await post("ada@example.com")).status).toBe(202);
    expect(state().identities).toHaveLength(1);
    expect(state().bindingJobs.filter((job) => job.state === "LINK_SENT")).toHaveLength(1);
  },
);
