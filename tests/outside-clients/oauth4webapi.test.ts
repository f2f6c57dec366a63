import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "./support/client.ts";
import { ORIGIN, type OwnTenant, startOwnTenant, WITH_QUERY } from "./support/own-tenant.ts";

let tenant: OwnTenant;
beforeAll(async () => {
  tenant = await startOwnTenant();
});
afterAll(() => tenant.close());

/** Plain HTTP is for loopback alone. */
const loopback = { [oauth.allowInsecureRequests]: true };

/** What a page of a trusted origin sends, so that the answers must allow it to read them. */
const fromPage = {
  ...loopback,
  async [oauth.customFetch](address: string, init: RequestInit) {
    const headers = new Headers(init.headers);
    headers.set("origin", ORIGIN);
    const response = await fetch(address, { ...init, headers });
    expect(response.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    return response;
  },
};

type Ways = typeof loopback | typeof fromPage;

async function discovered({ issuer, introspect, revoke }: Client, ways: Ways) {
  const url = new URL(issuer);
  const answer = await oauth.discoveryRequest(url, { ...ways, algorithm: "oidc" });
  const server = await oauth.processDiscoveryResponse(url, answer);
  return { ...server, introspection_endpoint: introspect, revocation_endpoint: revoke };
}

async function signIn(own: Client, authentication: oauth.ClientAuth, ways: Ways) {
  const server = await discovered(own, ways);
  const client = { client_id: own.id, require_auth_time: true, default_max_age: 60 };
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const address = new URL(server.authorization_endpoint ?? "");
  address.search = `${new URLSearchParams({
    ...{ client_id: own.id, redirect_uri: WITH_QUERY, response_type: "code", max_age: "60" },
    ...{ scope: "openid email notes:read", state, nonce, code_challenge_method: "S256" },
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  })}`;
  const callback = await tenant.visit(address);
  expect(callback.href.startsWith(`${WITH_QUERY}&code=`)).toBe(true);
  const parameters = oauth.validateAuthResponse(server, client, callback, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    ...([server, client, authentication, parameters, WITH_QUERY, verifier, ways] as const),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    ...{ expectedNonce: nonce, maxAge: 60, requireIdToken: true },
  });
  await oauth.validateApplicationLevelSignature(server, answer, ways);
  return { server, client, tokens };
}

describe.each([
  ["confidential, by client_secret_basic", oauth.ClientSecretBasic, loopback],
  ["confidential, by client_secret_post", oauth.ClientSecretPost, loopback],
  ["public, from a page", () => oauth.None(), fromPage],
] as const)("oauth4webapi, %s", (kind, authenticate, ways) => {
  const own = () => (kind.startsWith("public") ? tenant.public : tenant.confidential);
  const authentication = () => authenticate(own().secret ?? "");

  test("signs in with PKCE, and reads who it is", async () => {
    const { server, client, tokens } = await signIn(own(), authentication(), ways);
    const { sub = "" } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
    const answer = await oauth.userInfoRequest(server, client, tokens.access_token, ways);
    const info = await oauth.processUserInfoResponse(server, client, sub, answer);
    expect(info).toMatchObject({ sub, email: "ada@example.com", name: "Ada" });
  });

  test("refreshes with rotation", async () => {
    const { server, client, tokens } = await signIn(own(), authentication(), ways);
    const refresh = async (token = "") => {
      const answer = await oauth.refreshTokenGrantRequest(
        ...([server, client, authentication(), token, ways] as const),
      );
      return oauth.processRefreshTokenResponse(server, client, answer);
    };
    const second = await refresh(tokens.refresh_token);
    expect(oauth.getValidatedIdTokenClaims(second)?.sub).toBe(
      oauth.getValidatedIdTokenClaims(tokens)?.sub,
    );
    const third = await refresh(second.refresh_token);
    await expect(refresh(second.refresh_token)).rejects.toMatchObject({ error: "invalid_grant" });
    await expect(refresh(third.refresh_token)).rejects.toMatchObject({ error: "invalid_grant" });
  });
});

test("oauth4webapi gets, introspects and revokes tokens of a machine", async () => {
  const { machine } = tenant;
  const server = await discovered(machine, loopback);
  const client = { client_id: machine.id };
  const authentication = oauth.ClientSecretBasic(machine.secret ?? "");
  const asked = [server, client, authentication] as const;
  const granted = async (scope: string) => {
    const form = new URLSearchParams({ scope });
    const answer = await oauth.clientCredentialsGrantRequest(...asked, form, loopback);
    return oauth.processClientCredentialsResponse(server, client, answer);
  };
  const { access_token, scope } = await granted("notes:write");
  expect(scope).toBe("notes:write");
  await expect(granted("notes:delete")).rejects.toMatchObject({ error: "invalid_scope" });
  const introspection = async (token: string) => {
    const answer = await oauth.introspectionRequest(...asked, token, loopback);
    return oauth.processIntrospectionResponse(server, client, answer);
  };
  expect(await introspection(access_token)).toMatchObject({
    ...{ active: true, client_id: machine.id, scope: "notes:write" },
  });
  for (const token of [access_token, "junk"]) {
    const answer = await oauth.revocationRequest(...asked, token, loopback);
    await oauth.processRevocationResponse(answer);
    expect(await introspection(token)).toEqual({ active: false });
  }
});
