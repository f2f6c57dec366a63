import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { publicJwks } from "../cloud/keys.ts";
import { seed } from "../cloud/seed.ts";
import type { Settings } from "../cloud/settings.ts";

const issuer =
  "https://auth-us.beyondidentity.com/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/applications/7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73";

async function openedRequest(settings: Partial<Settings> = {}) {
  const world = createDeviceWorld(settings);
  const jws = new URL(await world.signIn()).searchParams.get("request") ?? "";
  const keys = createLocalJWKSet(await publicJwks(world.emulator, seed.webApplication.id));
  const { payload } = await jwtVerify(jws, keys, { algorithms: ["RS256"] });
  return { ...world, jws, payload, transaction: world.emulator.store.state.transactions[0] };
}

test("the request names its key and where the public half is", async () => {
  const { jws } = await openedRequest();
  expect(decodeProtectedHeader(jws)).toEqual({
    alg: "RS256",
    typ: "JWT",
    kid: expect.stringMatching(/^[\w-]{43}$/),
    jku: `${issuer}/.well-known/jwks.json`,
  });
});

test("the request carries the members without which the SDK cannot read it", async () => {
  const { payload, transaction } = await openedRequest();
  expect(payload).toMatchObject({
    iss: issuer,
    sub: seed.webApplication.clientId,
    aud: [],
    jti: expect.any(String),
    cid: transaction?.correlationId,
    verb: "authenticate",
    transaction_id: transaction?.id,
    origin: { ip: "127.0.0.1", ua: "", geo: "", ref: "" },
    indirect_uri: expect.stringMatching(/^https:.+\/transactions\/.+\/indirect$/),
  });
  expect(payload.authn).toMatchObject({
    base_url: "https://auth-us.beyondidentity.com",
    tid: seed.tenant.id,
    rid: seed.realm.id,
    aid: seed.webApplication.id,
    mode: "grant",
    redirect_uri: "http://localhost:3000/api/auth/callback/beyondidentity",
    state: "state-of-the-client",
    action: { prove: { transaction_id: transaction?.id, nonce: transaction?.nonce } },
  });
});

test("the request embeds the authenticator configuration with the application as trusted origin", async () => {
  const { payload } = await openedRequest();
  expect(payload.authn).toMatchObject({
    authenticator_config: {
      id: seed.authenticatorConfig.id,
      tenant_id: seed.tenant.id,
      realm_id: seed.realm.id,
      config: {
        type: "embedded",
        invoke_url: "http://localhost:3000",
        invocation_type: "automatic",
        trusted_origins: ["http://localhost:3000"],
        authentication_methods: [
          { type: "webauthn_passkey" },
          { type: "software_passkey" },
          { type: "email_one_time_password" },
        ],
      },
    },
  });
});

test("a configuration without one-time passwords does not offer them", async () => {
  const { payload } = await openedRequest({ oneTimePasswords: false });
  expect(JSON.stringify(payload)).not.toContain("email_one_time_password");
});

test("the request is valid for 15 minutes, and from 70 minutes before it was issued", async () => {
  const { payload } = await openedRequest();
  const { iat = 0, nbf, exp = 0 } = payload;
  expect(nbf).toBe(iat - 4200);
  expect(exp - iat).toBeGreaterThanOrEqual(899);
  expect(exp - iat).toBeLessThanOrEqual(900);
});
