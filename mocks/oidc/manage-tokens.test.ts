import { expect, test } from "vitest";
import { basic, createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../seed.ts";

async function createWorld() {
  const world = await createSignInWorld();
  const realm = world.issuer.replace(/\/applications\/.*/, "");
  const post = (url: string, token: string | undefined, authorization: string | undefined) =>
    world.call(
      new Request(url, {
        method: "POST",
        headers: authorization ? { authorization } : {},
        body: new URLSearchParams(token === undefined ? {} : { token }),
      }),
    );
  const bearer = async (scope?: string) => `Bearer ${await world.managementToken(scope)}`;
  return {
    ...world,
    bearer,
    tokens: await world.signIn(),
    revoke: async (token?: string, authorization?: string) =>
      post(`${world.issuer}/revoke`, token, authorization ?? (await bearer("tokens:delete"))),
    introspect: async (token?: string, authorization = basic().authorization) =>
      (await post(`${realm}/introspect`, token, authorization)).json(),
    post,
    realm,
  };
}

test("a revoked access token opens nothing any more, and the refresh token still does", async () => {
  const { tokens, revoke, userinfo, introspect } = await createWorld();
  expect((await revoke(tokens.access_token)).status).toBe(200);
  expect((await userinfo(tokens.access_token)).status).toBe(401);
  expect(await introspect(tokens.access_token)).toEqual({ active: false });
});

test("a revoked refresh token takes all tokens of its sign-in along", async () => {
  const { tokens, revoke, userinfo } = await createWorld();
  expect((await revoke(tokens.refresh_token)).status).toBe(200);
  expect((await userinfo(tokens.access_token)).status).toBe(401);
});

test("revoking what there is not is no error, and says nothing", async () => {
  const { revoke } = await createWorld();
  const response = await revoke("unknown");
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

test("a client secret revokes nothing at an application that people sign in to", async () => {
  const { tokens, revoke, userinfo } = await createWorld();
  expect((await revoke(tokens.access_token, basic().authorization)).status).toBe(401);
  expect((await userinfo(tokens.access_token)).status).toBe(200);
});

test("a management token without the scope revokes nothing", async () => {
  const { tokens, revoke, bearer, userinfo } = await createWorld();
  const refused = await revoke(tokens.access_token, await bearer("tokens:read"));
  expect(refused.status).toBe(403);
  expect((await userinfo(tokens.access_token)).status).toBe(200);
});

test("a path of another tenant is refused", async () => {
  const { tokens, post, realm, bearer } = await createWorld();
  const foreign = `${realm.replace(seed.tenant.id, "0000000000000000")}/introspect`;
  const response = await post(foreign, tokens.access_token, await bearer("tokens:introspect"));
  expect(response.status).toBe(403);
});

test("a call without a token is an invalid request", async () => {
  const { revoke } = await createWorld();
  expect((await revoke(undefined)).status).toBe(400);
});

test("introspection says of a living token what the token says", async () => {
  const { tokens, introspect, identity, issuer, bearer } = await createWorld();
  const expected = { active: true, sub: identity.id, iss: issuer, client_id: expect.any(String) };
  expect(await introspect(tokens.access_token)).toMatchObject(expected);
  const asManager = await introspect(tokens.access_token, await bearer("tokens:introspect"));
  expect(asManager).toMatchObject(expected);
});

test("introspection says of everything else that it is not alive, and no more", async () => {
  const { tokens, introspect, emulator, api, identity } = await createWorld();
  for (const dead of ["garbage", tokens.id_token, tokens.refresh_token, "e30.e30.e30"]) {
    expect(await introspect(dead)).toEqual({ active: false });
  }
  await api("PATCH", `/identities/${identity.id}`, { identity: { status: "suspended" } });
  expect(await introspect(tokens.access_token)).toEqual({ active: false });
  await api("PATCH", `/identities/${identity.id}`, { identity: { status: "active" } });
  emulator.clock.advance(86_401);
  expect(await introspect(tokens.access_token)).toEqual({ active: false });
});

test("nobody introspects without proving who they are", async () => {
  const { tokens, introspect, bearer } = await createWorld();
  for (const authorization of [
    "",
    basic(undefined, "wrong").authorization,
    await bearer("tokens:read"),
  ]) {
    expect(await introspect(tokens.access_token, authorization)).not.toHaveProperty("active");
  }
});
