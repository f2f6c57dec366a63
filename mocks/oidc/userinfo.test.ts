import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { signingKey } from "../cloud/keys.ts";
import { seed } from "../cloud/seed.ts";

type World = Awaited<ReturnType<typeof createSignInWorld>>;

/** The token of a sign-in with some claims changed, signed again with an application's own key. */
async function forged(
  world: World,
  changes: JWTPayload,
  applicationId: string = seed.webApplication.id,
) {
  const { access_token } = await world.signIn();
  const { privateKey, kid } = await signingKey(world.emulator, applicationId);
  return new SignJWT({ ...decodeJwt(access_token), ...changes })
    .setProtectedHeader({ alg: "RS256", kid })
    .sign(privateKey);
}

async function refusal(world: World, token?: string) {
  const response = await world.userinfo(token);
  expect(response.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  return `${response.status} ${world.reason()}`;
}

test("userinfo returns the claims of the token's identity", async () => {
  const { signIn, userinfo, identity } = await createSignInWorld();
  const { access_token } = await signIn();
  expect(await (await userinfo(access_token)).json()).toEqual({
    sub: identity.id,
    name: "Ada",
    preferred_username: "ada@example.com",
    email: "ada@example.com",
  });
});

test("a request without a token is refused", async () => {
  expect(await refusal(await createSignInWorld())).toBe("401 the request carries no bearer token");
});

test("a token of another key is refused", async () => {
  const world = await createSignInWorld();
  const token = await forged(world, {}, seed.managementApplication.id);
  expect(await refusal(world, token)).toBe(
    "401 the bearer token is not signed with the key of the application",
  );
});

for (const [reason, changes] of [
  ["the bearer token is from another issuer", { iss: "https://evil.example" }],
  ["the bearer token is for another audience", { aud: ["another-client"] }],
  ["the bearer token has expired", { exp: 1 }],
  ["the bearer token is unknown (was the emulator reset?)", { jti: "made-up" }],
] as const) {
  test(`${JSON.stringify(changes)} is refused`, async () => {
    const world = await createSignInWorld();
    const claims = "aud" in changes ? { aud: [...changes.aud] } : changes;
    expect(await refusal(world, await forged(world, claims))).toBe(`401 ${reason}`);
  });
}

test("a token lives for a day by the emulator's clock", async () => {
  const world = await createSignInWorld();
  const { access_token } = await world.signIn();
  world.emulator.clock.advance(86_401);
  expect(await refusal(world, access_token)).toBe("401 the bearer token has expired");
});

test("a revoked token is refused", async () => {
  const world = await createSignInWorld();
  const { access_token } = await world.signIn();
  for (const token of world.emulator.store.state.accessTokens) token.revokedAt = 1;
  expect(await refusal(world, access_token)).toBe("401 the bearer token was revoked");
});

test("userinfo refuses the token of a deleted identity", async () => {
  const world = await createSignInWorld();
  const { access_token } = await world.signIn();
  await world.api("DELETE", `/identities/${world.identity.id}`);
  expect(await refusal(world, access_token)).toBe(
    "401 the identity of the bearer token was deleted",
  );
});
