import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

async function controlWorld() {
  const world = await createSignInWorld();
  const jobs = `/identities/${world.identity.id}/credential-binding-jobs`;
  return {
    ...world,
    mail: () =>
      world.api("POST", jobs, {
        job: { delivery_method: "EMAIL", authenticator_config_id: seed.authenticatorConfig.id },
      }),
    control(method: string, path: string, body?: unknown, headers = {}) {
      const text = body === undefined ? null : JSON.stringify(body);
      const url = `${world.emulator.origins.auth}${path}`;
      return world.call(new Request(url, { method, body: text, headers }));
    },
  };
}

test("the inbox shows mail newest first, for an address in upper and lower case alike", async () => {
  const { mail, control } = await controlWorld();
  await mail();
  await mail();
  const read = async (query: string) =>
    (await (await control("GET", `/_emulator/inbox${query}`)).json()).messages;
  const [newest, oldest] = await read("?to=ADA@example.com");
  expect(newest).toEqual({
    id: expect.any(String),
    to: "ada@example.com",
    subject: "Welcome to Beyond Identity",
    link: expect.stringContaining(":invokeAuthenticator?token="),
    created_at: expect.stringMatching(/Z$/),
  });
  expect(newest.created_at >= oldest.created_at).toBe(true);
  expect((await read("")).map(({ id }: { id: string }) => id)).toEqual([newest.id, oldest.id]);
  expect(await read("?to=bob@example.com")).toEqual([]);
});

test("the newest mail comes first also when the clock was set back", async () => {
  const { mail, control, emulator } = await controlWorld();
  await mail();
  emulator.clock.advance(-3600);
  await mail();
  const { messages } = await (await control("GET", "/_emulator/inbox")).json();
  expect(messages[0].created_at < messages[1].created_at).toBe(true);
});

test("a reset forgets people, mail, faults, requests and the moved clock, but keeps the keys", async () => {
  const { mail, control, emulator } = await controlWorld();
  const { signingKeys } = emulator.store.state;
  await mail();
  emulator.faults.plant({ match: { path: "/" }, status: 500 });
  emulator.clock.advance(86_400);
  expect((await control("POST", "/_emulator/reset")).status).toBe(204);
  expect(emulator.store.state).toMatchObject({ identities: [], credentials: [], messages: [] });
  expect(emulator.store.state.signingKeys).toEqual(signingKeys);
  expect(emulator.faults.list()).toEqual([]);
  expect(emulator.journal.entries()).toEqual([]);
  expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(5_000);
});

test("the state shows people, passkeys and jobs, and nothing secret", async () => {
  const { control, emulator, identity, passkey, signIn, mail } = await controlWorld();
  const tokens = await signIn();
  await mail();
  const text = await (await control("GET", "/_emulator/state")).text();
  const state = JSON.parse(text);
  expect(state).toMatchObject({
    identities: [{ id: identity.id }],
    passkeys: [{ id: passkey.id, identity_id: identity.id }],
    jobs: [
      { identity_id: identity.id, state: "COMPLETE" },
      { identity_id: identity.id, state: "LINK_SENT" },
    ],
    transactions: [{ awaits_answer: false }],
    authorization_codes: [{ used: true, identity_id: identity.id }],
  });
  const { bindingJobs, authorizationCodes, accessTokens, transactions } = emulator.store.state;
  const secrets = [
    tokens.access_token,
    ...bindingJobs.map(({ tokenHash }) => tokenHash),
    ...authorizationCodes.map(({ codeHash }) => codeHash),
    ...accessTokens.map(({ jti }) => jti),
    ...transactions.flatMap(({ state: value }) => value ?? []),
    '"d"',
  ];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test("a planted fault answers until it is removed", async () => {
  const { control, api } = await controlWorld();
  const fault = { match: { method: "GET", path: "/identities" }, status: 503, retry_after: 2 };
  const planted = await control("POST", "/_emulator/faults", fault);
  const { id } = await planted.json();
  expect(planted.status).toBe(201);
  const refused = await api("GET", "/identities");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
  const listed = await (await control("GET", "/_emulator/faults")).json();
  expect(listed).toEqual({ faults: [{ ...fault, id }] });
  expect((await control("DELETE", `/_emulator/faults/${id}`)).status).toBe(204);
  expect((await api("GET", "/identities")).status).toBe(200);
  expect((await control("DELETE", `/_emulator/faults/${id}`)).status).toBe(404);
});

test("a fault that matches everything can still be removed", async () => {
  const { control, api } = await controlWorld();
  await control("POST", "/_emulator/faults", { match: { path: "/" }, status: 500 });
  expect((await api("GET", "/identities")).status).toBe(500);
  expect((await control("DELETE", "/_emulator/faults")).status).toBe(204);
  expect((await api("GET", "/identities")).status).toBe(200);
});

test("an unknown misbehaviour is refused with the list of those that exist", async () => {
  const { control } = await controlWorld();
  const fault = { match: { path: "/token" }, misbehave: "be_nasty" };
  const response = await control("POST", "/_emulator/faults", fault);
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(
    /discovery-issuer-mismatch.*invalid-iss.*callback-form-post/,
  );
});

for (const [path, body] of [
  ["/_emulator/faults", { match: { path: "/token" } }],
  ["/_emulator/faults", { match: {}, status: 500 }],
  ["/_emulator/faults", undefined],
  ["/_emulator/clock", {}],
  ["/_emulator/clock", { now: "tomorrow" }],
  ["/_emulator/clock", { advance_seconds: "60" }],
  ["/_emulator/clock", { advance_seconds: 1e15 }],
] as const) {
  test(`${path} refuses ${JSON.stringify(body)} with a plain message`, async () => {
    const { control, emulator } = await controlWorld();
    const response = await control("POST", path, body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(emulator.faults.list()).toEqual([]);
  });
}

test("the clock is advanced, set and returned to real time", async () => {
  const { control, emulator } = await controlWorld();
  const offset = () => Math.round((emulator.clock.now() - Date.now()) / 1000);
  await control("POST", "/_emulator/clock", { advance_seconds: 3600 });
  expect(offset()).toBe(3600);
  const answer = await control("POST", "/_emulator/clock", { now: "2030-01-01T00:00:00Z" });
  expect((await answer.json()).now).toMatch(/^2030-01-01T00:00:00/);
  expect((await control("DELETE", "/_emulator/clock")).status).toBe(204);
  expect(offset()).toBe(0);
});

test("the journal is shown newest first with secrets masked, and can be emptied", async () => {
  const { control, code, call, issuer } = await controlWorld();
  await code();
  await call(new Request(`${issuer}/nowhere?token=secret`));
  const { requests } = await (await control("GET", "/_emulator/requests")).json();
  expect(requests[0]).toMatchObject({
    method: "GET",
    path: expect.stringContaining("/nowhere?token=***"),
    status: 404,
    reason: expect.stringContaining("no operation matches"),
  });
  expect((await control("DELETE", "/_emulator/requests")).status).toBe(204);
  expect(await (await control("GET", "/_emulator/requests")).json()).toEqual({ requests: [] });
});

test("the journal leaves out control requests", async () => {
  const { control, emulator } = await controlWorld();
  const before = emulator.journal.entries().length;
  await control("GET", "/_emulator/state");
  expect(emulator.journal.entries()).toHaveLength(before);
});
