import { expect, test } from "vitest";
import { basic, createSignInWorld, parameters } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";
import { managementApplication } from "./applications.ts";

async function createWorld() {
  const world = await createSignInWorld();
  const bearer = async (scope: string) => `Bearer ${await world.managementToken(scope)}`;
  const revoke = async (token: string | undefined, authorization?: string) => {
    const headers = { authorization: authorization ?? (await bearer("tokens:delete")) };
    const body = parameters({ token, token_type_hint: "access_token" });
    return world.call(new Request(`${world.issuer}/revoke`, { method: "POST", headers, body }));
  };
  return { ...world, bearer, revoke, tokens: await world.signIn() };
}

/** The status of a refresh. */
async function refreshed({ call, issuer }: Awaited<ReturnType<typeof createWorld>>, token: string) {
  const body = parameters({ grant_type: "refresh_token", refresh_token: token });
  const init = { method: "POST", headers: basic(), body };
  return (await call(new Request(`${issuer}/token`, init))).status;
}

test("a revoked access token is refused, and its refresh token still works", async () => {
  const world = await createWorld();
  const { access_token, refresh_token } = world.tokens;
  expect((await world.revoke(access_token)).status).toBe(200);
  expect((await world.userinfo(access_token)).status).toBe(401);
  expect(await refreshed(world, refresh_token)).toBe(200);
});

test("revoking a refresh token revokes all tokens of its sign-in", async () => {
  const world = await createWorld();
  const other = await world.signIn();
  const { access_token, refresh_token } = world.tokens;
  expect((await world.revoke(refresh_token)).status).toBe(200);
  expect((await world.userinfo(access_token)).status).toBe(401);
  expect(await refreshed(world, refresh_token)).toBe(400);
  expect(await refreshed(world, other.refresh_token)).toBe(200);
});

test("revoking an unknown token is not an error, and returns nothing", async () => {
  const { revoke } = await createWorld();
  const response = await revoke("unknown");
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

test("a client secret cannot revoke tokens of an application that people sign in to", async () => {
  const { tokens, revoke, userinfo } = await createWorld();
  expect((await revoke(tokens.access_token, basic().authorization)).status).toBe(401);
  expect((await userinfo(tokens.access_token)).status).toBe(200);
});

test("a management token without the scope cannot revoke", async () => {
  const { tokens, revoke, bearer, userinfo } = await createWorld();
  const refused = await revoke(tokens.access_token, await bearer("tokens:read"));
  expect(refused.status).toBe(403);
  expect((await userinfo(tokens.access_token)).status).toBe(200);
});

test("a token of another application is not revoked", async () => {
  const { revoke, api, managementToken } = await createWorld();
  const foreign = await managementToken("identities:read");
  expect((await revoke(foreign)).status).toBe(200);
  expect((await api("GET", "/identities", undefined, foreign)).status).toBe(200);
});

test("a call without a token is an invalid request", async () => {
  const { revoke } = await createWorld();
  expect((await revoke(undefined)).status).toBe(400);
});

test("the secret of an OAuth2 application revokes its own tokens", async () => {
  const { call, api, emulator, managementToken } = await createWorld();
  const { clientId, clientSecret } = seed.managementApplication;
  const revoke = async (token: string, secret: string = clientSecret) => {
    const init = { method: "POST", headers: basic(clientId, secret), body: parameters({ token }) };
    const response = await call(
      new Request(`${managementApplication(emulator).issuer}/revoke`, init),
    );
    return [response.status, await response.text()] as const;
  };
  const token = await managementToken("identities:read");
  const listed = async () => (await api("GET", "/identities", undefined, token)).status;
  expect((await revoke(token, "wrong"))[0]).toBe(401);
  expect(await listed()).toBe(200);
  expect(await revoke(token)).toEqual([200, ""]);
  expect(await listed()).toBe(401);
});
