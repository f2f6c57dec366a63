import { afterAll, beforeAll, expect, test } from "vitest";
import { type Issuer, startIssuer } from "./support/issuer.ts";
import { runExpress } from "./support/run-express.ts";
import type { RunningBackend } from "./support/run-process.ts";

let issuer: Issuer;
let express: RunningBackend;
/** The same, but it asks the issuer about every token. */
let asking: RunningBackend;

beforeAll(async () => {
  issuer = await startIssuer();
  const variables = { OIDC_ISSUER: issuer.issuer, OIDC_AUDIENCE: issuer.audience };
  [express, asking] = await Promise.all([
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
  await Promise.all([express?.stop(), asking?.stop()]);
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

const refused = {
  status: 401,
  challenge: expect.stringMatching(/^Bearer error="invalid_token"/),
  body: expect.objectContaining({ code: "invalid_token" }),
};

const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;

test("an access token opens what its scopes open", async () => {
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
    "a token of the issuer with a slash behind it",
    () => issuer.accessToken({ claims: { iss: `${issuer.issuer}/` } }),
  ],
  ["an expired token", () => issuer.accessToken({ claims: { exp: seconds(-10) } })],
  ["a token without an end", () => issuer.accessToken({ claims: { exp: undefined } })],
  ["a token that is not good yet", () => issuer.accessToken({ claims: { nbf: seconds(60) } })],
  [
    "a token without scopes of any kind",
    () => issuer.accessToken({ claims: { scope: undefined } }),
  ],
  ["a token without a subject", () => issuer.accessToken({ claims: { sub: undefined } })],
  [
    "a token that a foreign key has signed",
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
  ["a token of no time", () => issuer.accessToken({ claims: { iat: undefined } })],
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
])("%s is refused", async (_, token) => {
  expect(await call(express, await token())).toMatchObject(refused);
});

test("the issuer is compared as it is written, with its slash", async () => {
  const iss = `${issuer.issuer}/`;
  const exact = await runExpress({ OIDC_ISSUER: iss, OIDC_AUDIENCE: issuer.audience });
  try {
    expect((await call(exact, await issuer.accessToken({ claims: { iss } }))).status).toBe(200);
    expect(await call(exact, await issuer.accessToken())).toMatchObject(refused);
  } finally {
    await exact.stop();
  }
});

test("tokens with made-up key ids hold up nobody else", async () => {
  const good = await issuer.accessToken();
  const madeUp = () => issuer.accessToken({ header: { kid: crypto.randomUUID() } });
  await call(express, await madeUp());
  const tokens = await Promise.all(Array.from({ length: 20 }, madeUp));
  const refusals = tokens.map((token) => call(express, token));
  expect((await Promise.race([call(express, good), ...refusals])).status).toBe(200);
  for (const answer of await Promise.all(refusals)) expect(answer).toMatchObject(refused);
}, 30_000);

test("a missing scope is 403 and named", async () => {
  const answer = await call(express, await issuer.accessToken(), "/notes", "POST");
  expect(answer.status).toBe(403);
  expect(answer.challenge).toMatch(/error="insufficient_scope".*scope="notes:write"/);
});

test("a revoked token is refused at once where the issuer is asked, and runs on where it is not", async () => {
  const { token, revoke } = await issuer.knownAccessToken();
  expect((await call(asking, token)).status).toBe(200);
  revoke();
  expect(await call(asking, token)).toMatchObject(refused);
  expect((await call(express, token)).status).toBe(200);
});

test("a token that was only ever signed, never given out, is refused where the issuer is asked", async () => {
  expect(await call(asking, await issuer.accessToken())).toMatchObject(refused);
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

test("nothing that it prints holds a token", async () => {
  const token = await issuer.accessToken();
  await call(express, token);
  expect(express.said()).not.toContain(token.slice(0, 40));
});
