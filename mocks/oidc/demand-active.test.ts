import { expect, test } from "vitest";
import { basic, createSignInWorld, parameters } from "../../tests/support/sign-in-world.ts";

async function createWorld() {
  const world = await createSignInWorld();
  const post = (url: string, form: Record<string, string>) =>
    world.call(new Request(url, { method: "POST", headers: basic(), body: parameters(form) }));
  const realm = world.issuer.replace(/\/applications\/.*/, "");
  return {
    ...world,
    tokens: await world.signIn(),
    refresh: (token: string) =>
      post(`${world.issuer}/token`, { grant_type: "refresh_token", refresh_token: token }),
    introspect: (token: string) => post(`${realm}/introspect`, { token }),
  };
}

type World = Awaited<ReturnType<typeof createWorld>>;

const gone = "the identity was suspended or deleted after it signed in";

const ends: [string, string, (world: World) => Promise<Response>][] = [
  [
    "a suspended person",
    gone,
    ({ api, identity }) =>
      api("PATCH", `/identities/${identity.id}`, { identity: { status: "suspended" } }),
  ],
  ["a deleted person", gone, ({ api, identity }) => api("DELETE", `/identities/${identity.id}`)],
  [
    "a revoked passkey",
    "the passkey was revoked after the sign-in",
    ({ api, identity, passkey }) =>
      api("POST", `/identities/${identity.id}/credentials/${passkey.id}:revoke`),
  ],
];

for (const [who, reason, end] of ends) {
  test(`the code of ${who} is invalid`, async () => {
    const world = await createWorld();
    const code = await world.code();
    await end(world);
    expect((await world.redeem(code)).status).toBe(400);
    expect(world.reason()).toBe(reason);
  });

  test(`the refresh token of ${who} is invalid`, async () => {
    const world = await createWorld();
    await end(world);
    const refused = await world.refresh(world.tokens.refresh_token);
    expect(await refused.json()).toEqual({ error: "invalid_grant", error_description: reason });
  });

  test(`introspection of the tokens of ${who} only says that they are not active`, async () => {
    const world = await createWorld();
    await end(world);
    const { access_token, refresh_token } = world.tokens;
    for (const token of [access_token, refresh_token]) {
      expect(await (await world.introspect(token)).json()).toEqual({ active: false });
      expect(world.reason()).toBe(reason);
    }
  });
}
