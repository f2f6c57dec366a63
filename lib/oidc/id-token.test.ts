import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A";
/** An access token and its hash from OIDC Core appendix A.3. */
const ACCESS_TOKEN = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
const AT_HASH = "77QmUPtjPfzWtF2AnpK9RQ";
const expected = {
  issuer: ISSUER,
  clientId: "client",
  endpointsOnOtherHosts: false,
  accessToken: ACCESS_TOKEN,
};
const now = () => Math.floor(Date.now() / 1000);
const good = () => ({
  iss: ISSUER,
  aud: "client",
  sub: "person",
  nonce: "n",
  iat: now(),
  exp: now() + 300,
});

const { privateKey, publicKey } = await generateKeyPair("RS256");
const foreign = await generateKeyPair("RS256");
const strong = await generateKeyPair("RS384");
const published = { ...(await exportJWK(publicKey)), kid: "k" };

const document = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/.well-known/jwks.json`,
};
const server = setupServer(
  http.get(`${ISSUER}/.well-known/openid-configuration`, () => HttpResponse.json(document)),
  http.get(document.jwks_uri, () => HttpResponse.json({ keys: [published] })),
);

// Waiting takes no time, and the clock knows of it.
vi.mock("@/lib/pause", () => ({
  pause: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
}));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  server.resetHandlers();
  vi.resetModules();
});
afterAll(() => server.close());

function sign(
  claims: JWTPayload,
  header: { alg?: string; kid?: string } = { kid: "k" },
  key = privateKey,
) {
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(key);
}

/** A fresh module each time, so that no test finds keys that another fetched. */
async function verify(token: string) {
  const { verifyIdToken } = await import("./id-token");
  return verifyIdToken(token, expected);
}

test("a good token's claims are returned", async () => {
  expect(await verify(await sign(good()))).toMatchObject({
    iss: ISSUER,
    sub: "person",
    nonce: "n",
  });
});

test.each([
  ["is given out in a minute", { iat: 60 }],
  ["begins in a minute", { nbf: 60, iat: 60 }],
  ["ended most of a minute ago", { exp: -55 }],
])("a token that %s is put up with: the clocks of two servers differ", async (_, offsets) => {
  const times = Object.entries(offsets).map(([name, offset]) => [name, now() + offset]);
  const token = await sign({ ...good(), ...Object.fromEntries(times) });
  expect(await verify(token)).toMatchObject({ sub: "person" });
});

test.each([
  ["one audience in a list", { aud: ["client"] }],
  ["two audiences, of which we may use it", { aud: ["another", "client"], azp: "client" }],
  ["a time of authentication", { auth_time: 0 }],
  ["the hash of the access token", { at_hash: AT_HASH }],
])("a token with %s is good", async (_, claims) => {
  expect(await verify(await sign({ ...good(), ...claims }))).toMatchObject({ sub: "person" });
});

test("a token without a key id is good while the issuer publishes one key for it", async () => {
  const elliptic = { ...(await exportJWK((await generateKeyPair("ES256")).publicKey)), kid: "e" };
  server.use(http.get(document.jwks_uri, () => HttpResponse.json({ keys: [elliptic, published] })));
  expect(await verify(await sign(good(), {}))).toMatchObject({ sub: "person" });
});

test("3: a token without a key id is refused when the issuer publishes several keys for it", async () => {
  const another = { ...(await exportJWK(foreign.publicKey)), kid: "another" };
  server.use(http.get(document.jwks_uri, () => HttpResponse.json({ keys: [published, another] })));
  await expect(verify(await sign(good(), {}))).rejects.toMatchObject({
    name: "IdTokenError",
    reason: "ERR_JWKS_MULTIPLE_MATCHING_KEYS",
  });
});

test.each<[string, () => Promise<string> | string, string]>([
  [
    "a foreign key",
    () => sign(good(), { kid: "k" }, foreign.privateKey),
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  ],
  ["an unknown key id", () => sign(good(), { kid: "other" }), "ERR_JWKS_NO_MATCHING_KEY"],
  ["no signature", () => new UnsecuredJWT(good()).encode(), "ERR_JOSE_ALG_NOT_ALLOWED"],
  [
    "an algorithm that the vendor does not use",
    () => sign(good(), { alg: "RS384", kid: "k" }, strong.privateKey),
    "ERR_JOSE_ALG_NOT_ALLOWED",
  ],
  [
    "another issuer",
    () => sign({ ...good(), iss: `${ISSUER}/` }),
    "ERR_JWT_CLAIM_VALIDATION_FAILED",
  ],
  [
    "another audience",
    () => sign({ ...good(), aud: "somebody-else" }),
    "ERR_JWT_CLAIM_VALIDATION_FAILED",
  ],
  ["an expiry in the past", () => sign({ ...good(), exp: now() - 75 }), "ERR_JWT_EXPIRED"],
  ["no expiry", () => sign({ ...good(), exp: undefined }), "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  [
    "an issue time longer ago than a sign-in may last",
    () => sign({ ...good(), iat: now() - 1200 }),
    "ERR_JWT_EXPIRED",
  ],
  [
    "an issue time in the future",
    () => sign({ ...good(), iat: now() + 75 }),
    "ERR_JWT_CLAIM_VALIDATION_FAILED",
  ],
  [
    "a beginning in the future",
    () => sign({ ...good(), nbf: now() + 75 }),
    "ERR_JWT_CLAIM_VALIDATION_FAILED",
  ],
  ["no issue time", () => sign({ ...good(), iat: undefined }), "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  [
    "a time of authentication in the future",
    () => sign({ ...good(), auth_time: now() + 75 }),
    "auth_time_in_future",
  ],
  [
    "a time of authentication that is none",
    () => sign({ ...good(), auth_time: "yesterday" }),
    "claims_invalid",
  ],
  [
    "two audiences and no word on who may use it",
    () => sign({ ...good(), aud: ["client", "another"] }),
    "azp_missing",
  ],
  [
    "two audiences and another party that may use it",
    () => sign({ ...good(), aud: ["client", "another"], azp: "another" }),
    "azp_mismatch",
  ],
  ["another party that may use it", () => sign({ ...good(), azp: "another" }), "azp_mismatch"],
  [
    "the hash of another access token",
    () => sign({ ...good(), at_hash: "DD1GlGu_mcghPdf2xkDtZA" }),
    "at_hash_mismatch",
  ],
  ["no subject", () => sign({ ...good(), sub: undefined }), "claims_invalid"],
  ["no nonce", () => sign({ ...good(), nonce: undefined }), "claims_invalid"],
  ["nothing but nonsense", () => "nonsense", "ERR_JWS_INVALID"],
])("3: a token with %s is refused", async (_, make, reason) => {
  await expect(verify(await make())).rejects.toMatchObject({ name: "IdTokenError", reason });
});

test.each<[string, () => Response, string]>([
  ["unreachable", () => HttpResponse.error(), "cloud_unreachable"],
  ["failing", () => new HttpResponse(null, { status: 500 }), "cloud_unreachable"],
  ["nonsense", () => new HttpResponse("<html>"), "cloud_unreachable"],
  ["no list of keys", () => HttpResponse.json({}), "cloud_response_invalid"],
])("keys that are %s are the cloud's failure and not a session", async (_, response, code) => {
  server.use(http.get(document.jwks_uri, response));
  await expect(verify(await sign(good()))).rejects.toMatchObject({
    name: "BeyondIdentityError",
    code,
  });
});

test.each([
  ["names another issuer", { ...document, issuer: "https://evil.example" }],
  ["keeps its keys on another host", { ...document, jwks_uri: "https://evil.example/jwks.json" }],
  ["has no keys", { ...document, jwks_uri: undefined }],
  ["has no token endpoint", { ...document, token_endpoint: undefined }],
  ["has no authorization endpoint", { ...document, authorization_endpoint: undefined }],
  ["redeems codes on another host", { ...document, token_endpoint: "https://evil.example/token" }],
  [
    "asks users on another host",
    { ...document, authorization_endpoint: "https://evil.example/authorize" },
  ],
])("4: a discovery document that %s is not believed", async (_, body) => {
  server.use(http.get(`${ISSUER}/.well-known/openid-configuration`, () => HttpResponse.json(body)));
  await expect(verify(await sign(good()))).rejects.toMatchObject({
    code: "cloud_response_invalid",
  });
});

const ELSEWHERE = "//keys.example/jwks.json";

test("an issuer may keep its keys on another host where that is expected of it", async () => {
  const elsewhere = { ...document, jwks_uri: `https:${ELSEWHERE}` };
  server.use(
    http.get(`${ISSUER}/.well-known/openid-configuration`, () => HttpResponse.json(elsewhere)),
    http.get(elsewhere.jwks_uri, () => HttpResponse.json({ keys: [published] })),
  );
  const { verifyIdToken } = await import("./id-token");
  const party = { ...expected, endpointsOnOtherHosts: true };
  expect(await verifyIdToken(await sign(good()), party)).toMatchObject({ sub: "person" });
});

test("4: keys on another host that come over plain http are not believed", async () => {
  const plain = { ...document, jwks_uri: `http:${ELSEWHERE}` };
  server.use(
    http.get(`${ISSUER}/.well-known/openid-configuration`, () => HttpResponse.json(plain)),
  );
  const { verifyIdToken } = await import("./id-token");
  const party = { ...expected, endpointsOnOtherHosts: true };
  await expect(verifyIdToken(await sign(good()), party)).rejects.toMatchObject({
    code: "cloud_response_invalid",
  });
});

test("3: a token that one issuer has signed in the name of another is refused", async () => {
  const other = "https://other.example/";
  const foreignKey = { ...(await exportJWK(foreign.publicKey)), kid: "k" };
  const { verifyIdToken } = await import("./id-token");
  await verifyIdToken(await sign(good()), expected);
  server.use(
    http.get("https://other.example/.well-known/openid-configuration", () =>
      HttpResponse.json({ ...document, issuer: other, jwks_uri: "https://other.example/jwks" }),
    ),
    http.get("https://other.example/jwks", () => HttpResponse.json({ keys: [foreignKey] })),
  );
  const party = { ...expected, issuer: other, endpointsOnOtherHosts: true };
  const theirs = await sign({ ...good(), iss: other }, { kid: "k" }, foreign.privateKey);
  expect(await verifyIdToken(theirs, party)).toMatchObject({ sub: "person" });
  const forged = await sign(good(), { kid: "k" }, foreign.privateKey);
  await expect(verifyIdToken(forged, expected)).rejects.toMatchObject({
    reason: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  });
  await expect(verifyIdToken(await sign(good()), party)).rejects.toMatchObject({
    name: "IdTokenError",
  });
});

/** As with refreshed tokens: no nonce. */
async function verifyRefreshed(claims: JWTPayload, key = privateKey) {
  const { verifyRefreshedIdToken } = await import("./id-token");
  const token = await sign({ ...good(), nonce: undefined, ...claims }, { kid: "k" }, key);
  return verifyRefreshedIdToken(token, { ...expected, subject: "person" });
}

test("an id token of a refresh needs no nonce", async () => {
  await expect(verifyRefreshed({})).resolves.toBeUndefined();
});

test("3: an id token of a refresh for another user is refused", async () => {
  await expect(verifyRefreshed({ sub: "another" })).rejects.toMatchObject({
    reason: "sub_mismatch",
  });
});

test("3: an id token of a refresh that a foreign key has signed is refused", async () => {
  await expect(verifyRefreshed({}, foreign.privateKey)).rejects.toMatchObject({
    reason: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  });
});

test("keys that have just rotated are found again, although they were fetched a moment ago", async () => {
  const { verifyIdToken } = await import("./id-token");
  await verifyIdToken(await sign(good()), expected);
  const next = await generateKeyPair("RS256");
  server.use(
    http.get(document.jwks_uri, async () =>
      HttpResponse.json({
        keys: [published, { ...(await exportJWK(next.publicKey)), kid: "next" }],
      }),
    ),
  );
  const token = await sign(good(), { kid: "next" }, next.privateKey);
  expect(await verifyIdToken(token, expected)).toMatchObject({ sub: "person" });
});
