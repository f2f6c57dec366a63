import { createHash } from "node:crypto";
import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { basic, type Changes, createSignInWorld } from "../../tests/support/sign-in-world.ts";

const web = "emulator-web-client-0001";
const secret = "emulator-web-secret-for-local-development-only-1";
const failedClient = { error: "invalid_client", error_description: "client authentication failed" };

async function answerTo(changes: Changes, headers?: { authorization: string }) {
  const world = await createSignInWorld();
  const response = await world.redeem(await world.code(), changes, headers);
  return { response, body: await response.json(), reason: world.reason() };
}

test("a sign-in gets an id_token that verifies with the published keys", async () => {
  const { signIn, issuer, call, identity } = await createSignInWorld();
  const tokens = await signIn();
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  const keys = createRemoteJWKSet(url, { [customFetch]: (input) => call(new Request(input)) });
  const { payload } = await jwtVerify(tokens.id_token, keys, { issuer, audience: web });
  expect(payload).toMatchObject({
    sub: identity.id,
    aud: web,
    nonce: "nonce-of-the-client",
    name: "Ada",
    preferred_username: "ada@example.com",
    email: "ada@example.com",
    at_hash: createHash("sha256")
      .update(tokens.access_token)
      .digest()
      .subarray(0, 16)
      .toString("base64url"),
  });
});

test("the id_token says when the person signed in if max_age was sent, and only then", async () => {
  const { signIn, emulator } = await createSignInWorld();
  const asked = decodeJwt((await signIn({ max_age: "0" })).id_token);
  expect(Math.abs(Number(asked.auth_time) - emulator.clock.now() / 1000)).toBeLessThan(10);
  expect(decodeJwt((await signIn()).id_token)).not.toHaveProperty("auth_time");
});

test("the access token has the claims and the header of Beyond Identity's", async () => {
  const { signIn, issuer, call, identity } = await createSignInWorld();
  const { access_token, ...rest } = await signIn();
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  const keys = createRemoteJWKSet(url, { [customFetch]: (input) => call(new Request(input)) });
  const { payload, protectedHeader } = await jwtVerify(access_token, keys);
  const application = new URL(issuer).pathname.replace("/v1/", "");
  expect(rest).toMatchObject({ token_type: "Bearer", expires_in: 86_400, scope: "" });
  expect(protectedHeader).toMatchObject({ alg: "RS256", jku: url.href });
  const aud = [web, "https://api.passkey-starter.example"];
  expect(payload).toMatchObject({
    iss: issuer,
    sub: identity.id,
    aud,
    azp: application,
    scope: "",
  });
  expect(payload).toMatchObject({ bi_ty: "authorization_code", jti: expect.any(String) });
});

test("the email address is included only with the scope email", async () => {
  const { signIn } = await createSignInWorld();
  const { id_token } = await signIn({ scope: "openid" });
  const [, payload = ""] = id_token.split(".");
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).not.toHaveProperty("email");
});

test("the response must not be cached", async () => {
  const { response } = await answerTo({});
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("a client may post its secret instead", async () => {
  const { response } = await answerTo({ client_id: web, client_secret: secret }, noHeader());
  expect(response.status).toBe(200);
});

test("a client that authenticates in two ways in one request is refused", async () => {
  const { response, body } = await answerTo({ client_secret: secret });
  expect(response.status).toBe(400);
  expect(body.error).toBe("invalid_request");
});

for (const [reason, changes, headers] of [
  ["the client id does not belong to this application", {}, basic("somebody-else")],
  ["the client secret does not belong to this application", {}, basic(web, "wrong")],
  ["the client secret does not belong to this application", {}, basic(web, "%zz%")],
  ["the client id does not belong to this application", {}, { authorization: "Bearer abc" }],
  [
    "client_id in the body is not the client that authenticated",
    { client_id: "somebody-else" },
    basic(),
  ],
] as const) {
  test(`${reason}: 401 that does not tell which half is wrong`, async () => {
    const answer = await answerTo(changes, headers);
    expect(answer.response.status).toBe(401);
    expect(answer.response.headers.get("www-authenticate")).toContain("Basic");
    expect(answer.body).toEqual(failedClient);
    expect(answer.reason).toBe(reason);
  });
}

for (const [error, changes] of [
  ["invalid_request", { grant_type: undefined }],
  ["unsupported_grant_type", { grant_type: "password" }],
  ["unauthorized_client", { grant_type: "client_credentials" }],
] as const) {
  test(`${JSON.stringify(changes)} is ${error}`, async () => {
    const { response, body } = await answerTo(changes);
    expect(response.status).toBe(400);
    expect(body).toEqual({ error, error_description: expect.any(String) });
  });
}

test("a repeated parameter is refused", async () => {
  const { call, issuer } = await createSignInWorld();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = "grant_type=authorization_code&grant_type=client_credentials";
  const response = await call(new Request(`${issuer}/token`, { method: "POST", headers, body }));
  expect((await response.json()).error_description).toContain("grant_type appears more than once");
});

test("a JSON body is refused", async () => {
  const { call, issuer } = await createSignInWorld();
  const headers = { ...basic(), "content-type": "application/json" };
  const body = "grant_type=password";
  const response = await call(new Request(`${issuer}/token`, { method: "POST", headers, body }));
  expect((await response.json()).error).toBe("invalid_request");
});

function noHeader() {
  return {} as { authorization: string };
}
