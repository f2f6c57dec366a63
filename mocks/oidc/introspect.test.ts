import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { basic, createSignInWorld, parameters } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

const DAY = 86_400;

async function createWorld() {
  const world = await createSignInWorld();
  const realm = world.issuer.replace(/\/applications\/.*/, "");
  const post = (url: string, form: Record<string, string | undefined>, authorization?: string) => {
    const headers = authorization ? { authorization } : basic();
    return world.call(new Request(url, { method: "POST", headers, body: parameters(form) }));
  };
  const ask = (token: string | undefined, authorization?: string, at = realm) =>
    post(`${at}/introspect`, { token }, authorization);
  const refresh = (token: string) =>
    post(`${world.issuer}/token`, { grant_type: "refresh_token", refresh_token: token });
  const tokens = await world.signIn({ scope: "openid notes:read" });
  return { ...world, realm, ask, refresh, tokens };
}

type World = Awaited<ReturnType<typeof createWorld>>;

/** The introspection responses and journal reasons for both tokens of a sign-in after `tamper`. */
async function verdicts(tamper: (world: World) => unknown) {
  const world = await createWorld();
  await tamper(world);
  const about = async (token: string) => {
    const body = JSON.stringify(await (await world.ask(token)).json());
    return `${body} ${world.reason()}`;
  };
  const { access_token, refresh_token } = world.tokens;
  return [await about(access_token), await about(refresh_token)];
}

const bothInactive = (reason: string) => Array(2).fill(`{"active":false} ${reason}`);

test("introspection of an active access token returns all of its claims", async () => {
  const { tokens, ask, managementToken } = await createWorld();
  const expected = {
    ...{ active: true, client_id: seed.webApplication.clientId, scope: "notes:read" },
    ...decodeJwt(tokens.access_token),
  };
  expect(await (await ask(tokens.access_token)).json()).toEqual(expected);
  const manager = `Bearer ${await managementToken("tokens:introspect")}`;
  expect(await (await ask(tokens.access_token, manager)).json()).toEqual(expected);
});

test("introspection of an active refresh token returns only its subject, client, issuer and expiry", async () => {
  const { tokens, ask, identity, issuer } = await createWorld();
  expect(await (await ask(tokens.refresh_token)).json()).toEqual({
    ...{ active: true, iss: issuer, client_id: seed.webApplication.clientId },
    ...{ sub: identity.id, exp: expect.any(Number) },
  });
});

test("a management token is active in its own realm only", async () => {
  const { ask, managementToken, realm } = await createWorld();
  const token = await managementToken("tokens:introspect");
  const adminRealm = realm.replace(seed.realm.id, seed.adminRealm.id);
  const own = await (await ask(token, `Bearer ${token}`, adminRealm)).json();
  expect(own).toMatchObject({ active: true, sub: seed.managementApplication.clientId });
  expect(await (await ask(token, `Bearer ${token}`)).json()).toEqual({ active: false });
});

test("garbage and id tokens are not active", async () => {
  const { ask, tokens } = await createWorld();
  for (const token of ["garbage", "e30.e30.e30", tokens.id_token]) {
    expect(await (await ask(token)).json()).toEqual({ active: false });
  }
});

test("expired tokens are not active", async () => {
  const late = verdicts(({ emulator }) => emulator.clock.advance(30 * DAY + 1));
  expect(await late).toEqual(bothInactive("the token has expired"));
});

test("revoked tokens are not active", async () => {
  const revoked = verdicts(async ({ call, issuer, tokens, managementToken }) => {
    const headers = { authorization: `Bearer ${await managementToken("tokens:delete")}` };
    const body = parameters({ token: tokens.refresh_token });
    await call(new Request(`${issuer}/revoke`, { method: "POST", headers, body }));
  });
  expect(await revoked).toEqual(bothInactive("the token was revoked"));
});

test("a used refresh token is not active, but the access token is", async () => {
  const [access, refresh] = await verdicts(({ refresh, tokens }) => refresh(tokens.refresh_token));
  expect(access).toContain(`"active":true`);
  expect(refresh).toBe(`{"active":false} the refresh token was used before`);
});

test("introspection requires authentication", async () => {
  const { tokens, ask } = await createWorld();
  for (const authorization of ["None", "Bearer made-up", basic(undefined, "no").authorization]) {
    expect((await ask(tokens.access_token, authorization)).status).toBe(401);
  }
});

test("a management token without the scope cannot introspect", async () => {
  const { tokens, ask, managementToken } = await createWorld();
  const reader = `Bearer ${await managementToken("tokens:read")}`;
  expect((await ask(tokens.access_token, reader)).status).toBe(403);
});

test("a client of another or an unknown realm cannot introspect", async () => {
  const { tokens, ask, realm } = await createWorld();
  const at = (from: string, to: string) =>
    ask(tokens.access_token, undefined, realm.replace(from, to));
  expect((await at(seed.realm.id, seed.adminRealm.id)).status).toBe(401);
  expect((await at(seed.realm.id, "0000000000000000")).status).toBe(404);
  expect((await at(seed.tenant.id, "0000000000000000")).status).toBe(404);
});

test("a call without a token is an invalid request", async () => {
  const { ask } = await createWorld();
  expect((await ask(undefined)).status).toBe(400);
});
