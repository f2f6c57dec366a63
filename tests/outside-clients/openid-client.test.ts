import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "./support/client.ts";
import { type OwnTenant, REDIRECT_URI, startOwnTenant } from "./support/own-tenant.ts";

let tenant: OwnTenant;
beforeAll(async () => {
  tenant = await startOwnTenant();
});
afterAll(() => tenant.close());

/**
 * Discovers a client's issuer with every check on. Both endpoints that the vendor's discovery document does not name are
 * added by hand. Plain HTTP is for loopback alone.
 */
async function configured(
  { issuer, id, introspect, revoke }: Client,
  authentication: client.ClientAuth,
): Promise<client.Configuration> {
  const execute = [client.allowInsecureRequests, client.enableNonRepudiationChecks];
  const found = await client.discovery(new URL(issuer), id, undefined, authentication, { execute });
  const { supportsPKCE, ...metadata } = found.serverMetadata();
  expect(supportsPKCE()).toBe(true);
  const endpoints = { introspection_endpoint: introspect, revocation_endpoint: revoke };
  const server = { ...metadata, ...endpoints };
  const config = new client.Configuration(server, id, undefined, authentication);
  for (const strict of execute) strict(config);
  return config;
}

async function signIn(config: client.Configuration) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const checks = {
    ...{ pkceCodeVerifier, idTokenExpected: true, maxAge: 60 },
    ...{ expectedState: client.randomState(), expectedNonce: client.randomNonce() },
  };
  const address = client.buildAuthorizationUrl(config, {
    ...{ redirect_uri: REDIRECT_URI, scope: "openid email notes:read", max_age: "60" },
    ...{ state: checks.expectedState, nonce: checks.expectedNonce },
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  return client.authorizationCodeGrant(config, await tenant.visit(address), checks);
}

describe.each([
  ["confidential, by client_secret_basic", (secret: string) => client.ClientSecretBasic(secret)],
  ["confidential, by client_secret_post", (secret: string) => client.ClientSecretPost(secret)],
  ["public", () => client.None()],
] as const)("openid-client, %s", (kind, authentication) => {
  const own = () => (kind === "public" ? tenant.public : tenant.confidential);
  const config = () => configured(own(), authentication(own().secret ?? ""));

  test("signs in with PKCE, and reads who it is", async () => {
    const strict = await config();
    const tokens = await signIn(strict);
    expect(tokens).toMatchObject({ token_type: "bearer", scope: "notes:read" });
    const claims = tokens.claims();
    expect(claims).toMatchObject({ aud: own().id, email: "ada@example.com", name: "Ada" });
    const info = await client.fetchUserInfo(strict, tokens.access_token, claims?.sub ?? "");
    expect(info).toMatchObject({ sub: claims?.sub, email: "ada@example.com" });
  });

  test("refreshes with rotation, and a second use of a refresh token ends the sign-in", async () => {
    const strict = await config();
    const first = await signIn(strict);
    const second = await client.refreshTokenGrant(strict, first.refresh_token ?? "");
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()?.sub).toBe(first.claims()?.sub);
    const invalid = { error: "invalid_grant", status: 400 };
    const reuse = client.refreshTokenGrant(strict, first.refresh_token ?? "");
    await expect(reuse).rejects.toMatchObject(invalid);
    const after = client.refreshTokenGrant(strict, second.refresh_token ?? "");
    await expect(after).rejects.toMatchObject(invalid);
  });
});

test("openid-client introspects a user's tokens, before and after an administrator revokes them", async () => {
  const { confidential, token } = tenant;
  const strict = await configured(
    confidential,
    client.ClientSecretBasic(confidential.secret ?? ""),
  );
  const { access_token, refresh_token } = await signIn(strict);
  const active = async (value = "") => (await client.tokenIntrospection(strict, value)).active;
  expect(await client.tokenIntrospection(strict, access_token)).toMatchObject({
    ...{ active: true, client_id: confidential.id, iss: confidential.issuer, scope: "notes:read" },
  });
  expect([await active(refresh_token), await active("junk")]).toEqual([true, false]);
  const administrator: client.ClientAuth = (_, __, ___, headers) =>
    headers.set("authorization", `Bearer ${token}`);
  const withToken = await configured(confidential, administrator);
  await client.tokenRevocation(withToken, access_token);
  expect([await active(access_token), await active(refresh_token)]).toEqual([false, true]);
  await client.tokenRevocation(withToken, refresh_token ?? "");
  await client.tokenRevocation(withToken, "junk");
  expect(await active(refresh_token)).toBe(false);
});

test("openid-client gets, introspects and revokes tokens of a machine", async () => {
  const { machine } = tenant;
  const strict = await configured(machine, client.ClientSecretBasic(machine.secret ?? ""));
  const all = await client.clientCredentialsGrant(strict);
  expect(all.scope).toBe("notes:read notes:write");
  const narrow = await client.clientCredentialsGrant(strict, {
    ...{ scope: "notes:read", expiration_time: "60", custom_claims: '{"plan":"pro"}' },
  });
  expect([narrow.scope, narrow.expires_in]).toEqual(["notes:read", 60]);
  const introspection = () => client.tokenIntrospection(strict, narrow.access_token);
  expect(await introspection()).toMatchObject({
    ...{ active: true, scope: "notes:read", sub: machine.id, bi_custom: { plan: "pro" } },
  });
  const wider = client.clientCredentialsGrant(strict, { scope: "notes:delete" });
  await expect(wider).rejects.toMatchObject({ error: "invalid_scope", status: 400 });
  await client.tokenRevocation(strict, narrow.access_token);
  expect(await introspection()).toEqual({ active: false });
});

test.each(["foreign_key", "wrong_nonce", "wrong_aud", "expired", "old_auth_time"])(
  "openid-client is strict: it refuses an id_token with %s",
  async (misbehave) => {
    const { confidential, emulator } = tenant;
    const authentication = client.ClientSecretBasic(confidential.secret ?? "");
    const strict = await configured(confidential, authentication);
    emulator.faults.plant({ match: { path: "/token" }, misbehave, times: 1 });
    await expect(signIn(strict)).rejects.toThrow();
    expect(emulator.journal.entries()[0]?.status).toBe(200);
  },
);
