import { beforeEach, expect, test } from "vitest";
import { deepUnless } from "../support/deep.ts";
import { answerOf, callApp } from "../support/in-process/app.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { allEvents, allTasks, emptyTables, runAllTasks } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud();

beforeEach(emptyTables);

type Init = { body?: string; headers?: Record<string, string> };

function request(route: string, { body, headers }: Init): Request {
  return new Request(`${APP_ORIGIN}/api/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const post = (email: unknown, headers?: Record<string, string>) =>
  callApp(
    request("register", { body: JSON.stringify({ email }), ...(headers ? { headers } : {}) }),
  );

const recover = (email: string) => callApp(request("recover", { body: JSON.stringify({ email }) }));

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

test("20: the newest three links of an address work", async () => {
  for (let count = 0; count < 5; count += 1) await post("ada@example.com");
  const states = state().bindingJobs.map((job) => job.state);
  expect(states).toEqual(["REVOKED", "REVOKED", "LINK_SENT", "LINK_SENT", "LINK_SENT"]);
  expect(state().messages).toHaveLength(5);
});

test("19: recovery answers known and unknown addresses alike, and mails only the known one", async () => {
  await post("ada@example.com");
  const known = await recover("ada@example.com");
  const unknown = await recover("nobody@example.com");
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
])("a user who is %s gets no mail, and the response does not show it", async (_, change) => {
  const first = await post("ada@example.com");
  Object.assign(state().identities[0] ?? {}, change());
  for (const response of [await post("ada@example.com"), await recover("ada@example.com")]) {
    expect([response.status, ...response.headers]).toEqual([first.status, ...first.headers]);
  }
  expect(state().messages).toHaveLength(1);
});

test("20: the response to a registration does not hold the link", async () => {
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
])("%j is refused with 400 %s and creates no identity", async (email, code) => {
  const response = await post(email);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).code).toBe(code);
  expect(state().identities).toEqual([]);
});

test.each(["{", "", "[]", '"text"', "null"])("the body %j is refused with 400", async (body) => {
  const response = await callApp(request("register", { body }));
  expect(response.status).toBe(400);
  await problemOf(response);
});

test("a body of one megabyte is refused with 413", async () => {
  const body = JSON.stringify({ email: "a".repeat(1024 * 1024) });
  const response = await callApp(request("register", { body }));
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

test("the app's own page can register", async () => {
  const headers = { origin: APP_ORIGIN, "sec-fetch-site": "same-origin" };
  expect((await post("ada@example.com", headers)).status).toBe(202);
});

const FAILURES: [string, Record<string, unknown>][] = [
  ["401", { status: 401 }],
  ["403", { status: 403 }],
  ["422", { status: 422 }],
  ["429", { status: 429, retry_after: 30 }],
  ["500", { status: 500 }],
  ["nonsense", { malformed: true }],
  ["nothing", { drop: true }],
];
const STEPS: [string, { method: string; path: string }][] = [
  ["fetching a token", { method: "POST", path: "/token" }],
  ["creating the identity", { method: "POST", path: "/identities" }],
  ["finding the identity", { method: "GET", path: "/identities" }],
  ["creating the job", { method: "POST", path: "/credential-binding-jobs" }],
];
const MATRIX = STEPS.flatMap(([step, match]) =>
  FAILURES.map(([answer, fault]) => ({ step, match, answer, fault })),
);

for (const { answer, step, match, fault } of MATRIX) {
  const isShown = answer === "500" || step === "fetching a token";
  test(
    `19: when the cloud answers ${answer} on ${step}, responses stay alike and the mail follows`,
    deepUnless(isShown),
    async () => {
      const well = await post("ada@example.com");
      emulator.faults.plant({ match, ...fault });
      for (const response of [
        await post("ada@example.com"),
        await post("grace@example.com"),
        await recover("ada@example.com"),
        await recover("nobody@example.com"),
      ]) {
        expect([response.status, ...response.headers]).toEqual([202, ...well.headers]);
        expect(await response.json()).toEqual({ status: "accepted" });
      }
      emulator.faults.clear();
      // The second mail to one person may have found the first under way.
      for (const _ of [1, 2]) await runAllTasks();
      expect(await allTasks()).toEqual([]);
      const mailed = state().messages.map(({ to }) => to);
      // Two requests that are retried at the same moment may share a mail.
      const toAda = mailed.filter((to) => to === "ada@example.com").length;
      expect([2, 3]).toContain(toAda);
      expect(mailed.filter((to) => to === "grace@example.com")).toHaveLength(1);
      expect(state().identities).toHaveLength(2);
    },
  );
}

test("a mail whose response was lost is not sent again", async () => {
  await post("grace@example.com");
  const [job] = state().bindingJobs;
  emulator.faults.plant({
    match: { method: "POST", path: "/credential-binding-jobs" },
    malformed: true,
    times: 1,
  });
  await post("ada@example.com");
  // The job that the cloud created before its response was lost.
  const identityId = state().identities.at(-1)?.id ?? "";
  if (job) state().bindingJobs.push({ ...job, id: "made", identityId, createdAt: Date.now() });
  const sent = state().messages.length;
  await runAllTasks();
  expect(state().messages).toHaveLength(sent);
  expect(await allTasks()).toEqual([]);
});

test("19: the response does not wait for the cloud", async () => {
  emulator.faults.plant({ match: { path: "/" }, delay_ms: 2_000 });
  const startedAt = performance.now();
  const body = JSON.stringify({ email: "ada@example.com" });
  const response = await answerOf(request("register", { body }));
  expect(response.status).toBe(202);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  emulator.faults.clear();
  await settled();
});

test("a pending mail is given up when its link would have expired", async () => {
  emulator.faults.plant({ match: { path: "/credential-binding-jobs" }, status: 500 });
  await post("ada@example.com");
  const [task] = await allTasks();
  const minutes = ((task?.giveUpAt.getTime() ?? 0) - (task?.createdAt.getTime() ?? 0)) / 60_000;
  expect(minutes).toBe(15);
  expect((await allEvents()).map(({ type }) => type)).not.toContain("link_requested");
});
