import { afterAll, beforeAll, expect, test } from "vitest";
import { fromNow, type Issuer, startIssuer } from "./support/issuer.ts";
import { runExpress } from "./support/run-express.ts";
import { freePort, type RunningBackend } from "./support/run-process.ts";

let issuer: Issuer;
let express: RunningBackend;
/** An example that introspects every token at the issuer. */
let introspecting: RunningBackend;

beforeAll(async () => {
  issuer = await startIssuer();
  const variables = { OIDC_ISSUER: issuer.issuer, OIDC_AUDIENCE: issuer.audience };
  [express, introspecting] = await Promise.all([
    runExpress(variables),
    runExpress({
      ...variables,
      INTROSPECTION_URL: issuer.introspectionUrl,
      INTROSPECTION_CLIENT_ID: issuer.clientId,
      INTROSPECTION_CLIENT_SECRET: issuer.clientSecret,
    }),
  ]);
});

afterAll(async () => {
  await Promise.all([express?.stop(), introspecting?.stop()]);
  await issuer?.close();
});

type Answer = { status: number; challenge: string | null; body: Record<string, unknown> };

async function call(
  backend: RunningBackend,
  token: string | null,
  path = "/me",
  method = "GET",
): Promise<Answer> {
  const headers = new Headers(token === null ? [] : [["authorization", `Bearer ${token}`]]);
  const response = await fetch(`${backend.url}${path}`, { method, headers });
  const challenge = response.headers.get("www-authenticate");
  return { status: response.status, challenge, body: await response.json() };
}

/** @returns an address without a server. */
const closedPort = async () => `http://localhost:${await freePort()}`;
/** @returns an address of a server without keys. */
const wrongServer = async () => `${issuer.issuer}/elsewhere`;

const refused = {
  status: 401,
  challenge: expect.stringMatching(/^Bearer error="invalid_token"/),
  body: expect.objectContaining({ code: "invalid_token" }),
};

const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;

test("an access token opens the routes of its scopes", async () => {
  const token = await issuer.accessToken();
  expect(await call(express, token)).toMatchObject({
    status: 200,
    body: {
      issuer: issuer.issuer,
      subject: "0123456789abcdef",
      scopes: ["profile:read", "notes:read"],
    },
  });
  expect((await call(express, token, "/notes")).status).toBe(200);
});

test("no token is 401 with a plain challenge", async () => {
  expect(await call(express, null)).toMatchObject({ status: 401, challenge: "Bearer" });
  const inAddress = await call(express, null, `/me?access_token=${await issuer.accessToken()}`);
  expect(inAddress).toMatchObject({ status: 401, challenge: "Bearer" });
});

test.each([
  ["garbage", () => Promise.resolve("garbage")],
  ["an id token", () => issuer.idToken()],
  [
    "an id token that claims to be for this service",
    () => issuer.idToken({ claims: { aud: issuer.audience, scope: "profile:read", jti: "x" } }),
  ],
  [
    "a token for another audience",
    () => issuer.accessToken({ claims: { aud: ["https://other.example"] } }),
  ],
  [
    "a token of another issuer",
    () => issuer.accessToken({ claims: { iss: "https://other.example" } }),
  ],
  [
    "a token of the issuer with a trailing slash",
    () => issuer.accessToken({ claims: { iss: `${issuer.issuer}/` } }),
  ],
  ["an expired token", () => issuer.accessToken({ claims: { exp: seconds(-75) } })],
  ["a token without an expiry", () => issuer.accessToken({ claims: { exp: undefined } })],
  ["a token that is not valid yet", () => issuer.accessToken({ claims: { nbf: seconds(75) } })],
  [
    "a token without scopes of any kind",
    () => issuer.accessToken({ claims: { scope: undefined } }),
  ],
  ["a token without a subject", () => issuer.accessToken({ claims: { sub: undefined } })],
  [
    "a token signed with a foreign key",
    async () => issuer.accessToken({ key: await issuer.foreignKey() }),
  ],
  [
    "a token with alg none",
    async () =>
      issuer.unsigned({
        iss: issuer.issuer,
        sub: "x",
        aud: issuer.audience,
        scope: "profile:read",
        exp: seconds(60),
        iat: seconds(0),
        jti: "x",
      }),
  ],
  ["a token without an id", () => issuer.accessToken({ claims: { jti: undefined } })],
  ["a token without an issue time", () => issuer.accessToken({ claims: { iat: undefined } })],
  [
    "RS512 with the issuer's own key",
    async () => issuer.accessToken({ header: { alg: "RS512" }, key: await issuer.keyForRs512() }),
  ],
  [
    "HS256 with the public key",
    async () =>
      issuer.accessToken({ header: { alg: "HS256" }, key: await issuer.publicKeyAsSecret() }),
  ],
  ["a token with an unknown kid", () => issuer.accessToken({ header: { kid: "unknown" } })],
])("31: %s is refused", async (_, token) => {
  expect(await call(express, await token())).toMatchObject(refused);
});

test.each([
  ["becomes valid in a minute", { nbf: 60 }],
  ["was issued in a minute", { iat: 60 }],
  ["has all its times a minute ahead", { nbf: 60, iat: 60 }],
  ["expired almost a minute ago", { exp: -55 }],
])("a token that %s is accepted, because clocks differ", async (_, offsets) => {
  const token = await issuer.accessToken({ claims: fromNow(offsets) });
  expect((await call(express, token)).status).toBe(200);
});

test.each([
  ["becomes valid later", { nbf: 75 }, "is not valid yet by this server's clock"],
  ["was issued later", { iat: 75 }, "is not valid yet by this server's clock"],
  ["has expired", { exp: -75 }, "has expired by this server's clock"],
])("a token that %s is refused with a hint about clocks", async (_, offsets, words) => {
  const token = await issuer.accessToken({ claims: fromNow(offsets) });
  const answer = await call(express, token);
  expect(answer).toMatchObject(refused);
  expect(answer.body.title).toContain(words);
  expect(answer.challenge).toContain(words);
  await expect.poll(express.said).toContain(words);
});

test("a forged token gets no hint about clocks", async () => {
  const claims = { exp: seconds(-75) };
  const token = await issuer.accessToken({ claims, key: await issuer.foreignKey() });
  expect((await call(express, token)).body.title).toBe("The access token is not valid.");
});

test.each([
  ["no server answers at", closedPort, "/keys: ECONNREFUSED"],
  ["there are none at", wrongServer, "/keys: Expected 200 OK"],
])("the log says when keys are unavailable because %s their address", async (_, at, words) => {
  const backend = await runExpress({
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    OIDC_JWKS_URL: `${await at()}/keys?key=of-a-test`,
  });
  try {
    const token = await issuer.accessToken();
    expect(await call(backend, token)).toMatchObject({ status: 503, challenge: null });
    await expect.poll(backend.said).toContain("the issuer's keys cannot be had at ");
    expect(backend.said()).toContain(words);
    expect(backend.said()).not.toMatch(/eyJ|of-a-test/);
  } finally {
    await backend.stop();
  }
});

test.each([
  ["no server answers", closedPort, "ECONNREFUSED"],
  ["a wrong server answers", wrongServer, "it answered 404"],
])("the log says when introspection fails because %s", async (_, at, words) => {
  const backend = await runExpress({
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    INTROSPECTION_URL: `${await at()}/introspect`,
    INTROSPECTION_CLIENT_ID: issuer.clientId,
    INTROSPECTION_CLIENT_SECRET: issuer.clientSecret,
  });
  try {
    expect(await call(backend, await issuer.accessToken())).toMatchObject({ status: 503 });
    await expect.poll(backend.said).toContain("cannot say whether a token is valid: ");
    expect(backend.said()).toContain(words);
    expect(backend.said()).not.toMatch(/eyJ/);
  } finally {
    await backend.stop();
  }
});

const DOCUMENT = "is the address of a document about the issuer: write what stands before";

test.each([
  ["https://issuer.example/.well-known/openid-configuration", DOCUMENT],
  ["https://issuer.example/a/.well-known/openid-configuration/", DOCUMENT],
  ["https://issuer.example/.well-known/jwks.json", DOCUMENT],
  ["https://issuer.example/?x=1", "must not have a query or a fragment"],
  ["https://issuer.example/#x", "must not have a query or a fragment"],
  ["http://issuer.example", "must use https, unless it is on this machine"],
  ["ftp://localhost/issuer", "is not an address"],
  ["issuer.example", "is not an address"],
  ["", "is not set"],
])("the server names OIDC_ISSUER=%s and does not start", async (value, problem) => {
  const variables = { OIDC_ISSUER: value, OIDC_AUDIENCE: issuer.audience };
  await expect(runExpress(variables)).rejects.toThrow(`OIDC_ISSUER ${problem}`);
});

test("the issuer is compared exactly, with its slash", async () => {
  const iss = `${issuer.issuer}/`;
  const exact = await runExpress({ OIDC_ISSUER: iss, OIDC_AUDIENCE: issuer.audience });
  try {
    expect((await call(exact, await issuer.accessToken({ claims: { iss } }))).status).toBe(200);
    expect(await call(exact, await issuer.accessToken())).toMatchObject(refused);
  } finally {
    await exact.stop();
  }
});

test("tokens with unknown key ids delay no other request", async () => {
  const good = await issuer.accessToken();
  const madeUp = () => issuer.accessToken({ header: { kid: crypto.randomUUID() } });
  await call(express, await madeUp());
  const tokens = await Promise.all(Array.from({ length: 20 }, madeUp));
  const refusals = tokens.map((token) => call(express, token));
  expect((await Promise.race([call(express, good), ...refusals])).status).toBe(200);
  for (const answer of await Promise.all(refusals)) expect(answer).toMatchObject(refused);
}, 30_000);

test("31: a missing scope is a 403 that names it", async () => {
  const answer = await call(express, await issuer.accessToken(), "/notes", "POST");
  expect(answer.status).toBe(403);
  expect(answer.challenge).toMatch(/error="insufficient_scope".*scope="notes:write"/);
});

test("31: only introspection refuses a revoked token at once", async () => {
  const { token, revoke } = await issuer.knownAccessToken();
  expect((await call(introspecting, token)).status).toBe(200);
  revoke();
  expect(await call(introspecting, token)).toMatchObject(refused);
  expect((await call(express, token)).status).toBe(200);
});

test("introspection refuses a signed token that was never issued", async () => {
  expect(await call(introspecting, await issuer.accessToken())).toMatchObject(refused);
});

test("keys rotate under load without a failed request", async () => {
  const statuses = new Set<number>();
  for (let round = 0; round < 2; round += 1) {
    const old = await issuer.accessToken();
    await issuer.rotate();
    const fresh = await issuer.accessToken();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call(express, index % 2 ? old : fresh)),
    );
    for (const { status } of answers) statuses.add(status);
  }
  expect([...statuses]).toEqual([200]);
});

test("the log holds no token", async () => {
  const token = await issuer.accessToken();
  await call(express, token);
  expect(express.said()).not.toContain(token.slice(0, 40));
});
