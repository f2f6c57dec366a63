import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import {
  basic,
  type Changes,
  createSignInWorld,
  parameters,
} from "../../tests/support/sign-in-world.ts";
import type { Settings } from "../cloud/settings.ts";

async function createWorld(settings: Partial<Settings> = {}) {
  const world = await createSignInWorld(settings);
  const refresh = (token: string | undefined, changes: Changes = {}, headers = basic()) => {
    const body = parameters({ grant_type: "refresh_token", refresh_token: token, ...changes });
    return world.call(new Request(`${world.issuer}/token`, { method: "POST", headers, body }));
  };
  return { ...world, refresh, tokens: await world.signIn() };
}

type World = Awaited<ReturnType<typeof createWorld>>;

/** The error of a refresh after `tamper`. */
async function refusal(tamper: (world: World) => unknown, changes: Changes = {}) {
  const world = await createWorld();
  await tamper(world);
  const response = await world.refresh(world.tokens.refresh_token, changes);
  const { error, error_description } = await response.json();
  return `${response.status} ${error}: ${error_description}`;
}

test("a refresh returns new tokens, and its id token has no nonce", async () => {
  const { refresh, tokens, userinfo } = await createWorld();
  const fresh = await (await refresh(tokens.refresh_token)).json();
  expect(fresh.access_token).not.toBe(tokens.access_token);
  expect((await userinfo(fresh.access_token)).status).toBe(200);
  const claims = JSON.parse(Buffer.from(fresh.id_token.split(".")[1], "base64url").toString());
  expect(claims.nonce).toBeUndefined();
});

test("the id token of a refresh says when the person signed in, where the first one did", async () => {
  const { refresh, signIn, emulator } = await createWorld();
  const first = await signIn({ max_age: "0" });
  emulator.clock.advance(60);
  const fresh = await (await refresh(first.refresh_token)).json();
  expect(decodeJwt(fresh.id_token).auth_time).toBe(decodeJwt(first.id_token).auth_time);
});

test("a rotating refresh token returns a new one at each use", async () => {
  const { refresh, tokens } = await createWorld();
  const fresh = await (await refresh(tokens.refresh_token)).json();
  expect(fresh.refresh_token).not.toBe(tokens.refresh_token);
  expect((await refresh(fresh.refresh_token)).status).toBe(200);
});

test("a static refresh token can be used again", async () => {
  const { refresh, tokens } = await createWorld({ refreshTokens: "static" });
  const fresh = await (await refresh(tokens.refresh_token)).json();
  expect(fresh.refresh_token).toBeUndefined();
  expect((await refresh(tokens.refresh_token)).status).toBe(200);
});

test("with refresh tokens off, none is issued and the grant type is refused", async () => {
  const { refresh, tokens, call, issuer } = await createWorld({ refreshTokens: "off" });
  expect(tokens.refresh_token).toBeUndefined();
  expect(await (await refresh("x".repeat(64))).json()).toMatchObject({
    error: "unauthorized_client",
  });
  const discovery = await call(new Request(`${issuer}/.well-known/openid-configuration`));
  expect((await discovery.json()).grant_types_supported).toEqual(["authorization_code"]);
});

test("a second use of a rotated token revokes all tokens of its sign-in", async () => {
  const { refresh, tokens, userinfo } = await createWorld();
  const fresh = await (await refresh(tokens.refresh_token)).json();
  expect(await (await refresh(tokens.refresh_token)).json()).toMatchObject({
    error: "invalid_grant",
    error_description:
      "the refresh token was used before, so all tokens of its sign-in are revoked",
  });
  expect((await refresh(fresh.refresh_token)).status).toBe(400);
  for (const token of [tokens.access_token, fresh.access_token]) {
    expect((await userinfo(token)).status).toBe(401);
  }
});

test("a second use does not revoke the tokens of another sign-in", async () => {
  const { refresh, tokens, signIn, userinfo } = await createWorld();
  const other = await signIn();
  await refresh(tokens.refresh_token);
  await refresh(tokens.refresh_token);
  expect((await userinfo(other.access_token)).status).toBe(200);
  expect((await refresh(other.refresh_token)).status).toBe(200);
});

test("exactly one of two simultaneous uses of a rotating token gets tokens", async () => {
  const { refresh, tokens } = await createWorld();
  const answers = await Promise.all([refresh(tokens.refresh_token), refresh(tokens.refresh_token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test("a second redemption of a code revokes the refresh token too", async () => {
  const { code, redeem, refresh } = await createWorld();
  const value = await code();
  const { refresh_token } = await (await redeem(value)).json();
  await redeem(value);
  expect((await refresh(refresh_token)).status).toBe(400);
});

test("a refresh without the client's secret is refused", async () => {
  const { refresh, tokens } = await createWorld();
  const response = await refresh(tokens.refresh_token, {}, basic(undefined, "wrong"));
  expect(response.status).toBe(401);
});

test("a missing refresh token is an invalid request", async () => {
  const world = await createWorld();
  expect(await (await world.refresh(undefined)).json()).toMatchObject({
    error: "invalid_request",
    error_description: "refresh_token is missing",
  });
});

test("an invented refresh token is refused", async () => {
  expect(await refusal(() => undefined, { refresh_token: "x".repeat(64) })).toBe(
    "400 invalid_grant: the refresh token is unknown",
  );
});

test("a refresh token of another application is refused", async () => {
  const foreign = refusal(({ emulator }) => {
    for (const token of emulator.store.state.refreshTokens) token.applicationId = "another";
  });
  expect(await foreign).toBe("400 invalid_grant: the refresh token is unknown");
});

test("a revoked refresh token is refused", async () => {
  const revoked = refusal(({ emulator }) => {
    for (const token of emulator.store.state.refreshTokens) token.revokedAt = 1;
  });
  expect(await revoked).toBe("400 invalid_grant: the refresh token was revoked");
});

test("a refresh token expires 30 days after the sign-in, even if it is used", async () => {
  const late = refusal(({ emulator }) => emulator.clock.advance(30 * 24 * 3600 + 1));
  expect(await late).toBe("400 invalid_grant: the sign-in is older than 30 days");
});

test("the settings decide the lifetime of an access token", async () => {
  const { tokens, userinfo, emulator } = await createWorld({ accessTokenSeconds: 30 });
  expect(tokens.expires_in).toBe(30);
  emulator.clock.advance(20);
  expect((await userinfo(tokens.access_token)).status).toBe(200);
  emulator.clock.advance(15);
  expect((await userinfo(tokens.access_token)).status).toBe(401);
});

test("a refresh may ask for less than the sign-in was granted, once", async () => {
  const { refresh, signIn, userinfo } = await createWorld();
  const first = await signIn({ scope: "openid email notes:read" });
  const narrow = await (await refresh(first.refresh_token, { scope: "openid" })).json();
  expect([narrow.scope, decodeJwt(narrow.id_token).email]).toEqual(["", undefined]);
  expect(await (await userinfo(narrow.access_token)).json()).not.toHaveProperty("email");
  const next = await (await refresh(narrow.refresh_token)).json();
  expect([next.scope, decodeJwt(next.id_token).email]).toEqual(["notes:read", "ada@example.com"]);
});

test("a refresh for more than the sign-in was granted is refused, and the token stays", async () => {
  const { refresh, signIn } = await createWorld();
  const { refresh_token } = await signIn({ scope: "openid" });
  const wider = await refresh(refresh_token, { scope: "openid notes:read" });
  expect([wider.status, (await wider.json()).error]).toEqual([400, "invalid_scope"]);
  expect((await refresh(refresh_token)).status).toBe(200);
});
