import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";

async function passkeyWorld() {
  const world = await createSignInWorld();
  const credentials = `/identities/${world.identity.id}/credentials`;
  return { ...world, credentials, path: `${credentials}/${world.passkey.id}` };
}

test("a passkey is shown in the vendor's form, without a private key", async () => {
  const { api, path, passkey, identity } = await passkeyWorld();
  const credential = await (await api("GET", path)).json();
  expect(credential).toMatchObject({
    id: passkey.id,
    identity_id: identity.id,
    state: "ACTIVE",
    csr_type: "JWT",
    jwk_thumbprint: expect.stringMatching(/^[\w-]{43}=$/),
  });
  expect(Object.keys(JSON.parse(credential.jwk_json))).toEqual(["crv", "kty", "x", "y"]);
});

test("passkeys are listed for one identity and with - for the realm", async () => {
  const { api, credentials, passkey } = await passkeyWorld();
  for (const path of [credentials, "/identities/-/credentials"]) {
    expect(await (await api("GET", path)).json()).toMatchObject({
      credentials: [{ id: passkey.id }],
      total_size: 1,
    });
  }
  const other = await (await api("GET", "/identities/0000/credentials")).json();
  expect(other).toEqual({ credentials: [], total_size: 0 });
});

test("the passkeys of a deleted identity are deleted with it", async () => {
  const { api, identity } = await passkeyWorld();
  await api("DELETE", `/identities/${identity.id}`);
  const list = await (await api("GET", "/identities/-/credentials")).json();
  expect(list.total_size).toBe(0);
});

test("a revoked passkey cannot sign in or be revoked again", async () => {
  const { api, path, code } = await passkeyWorld();
  const response = await api("POST", `${path}:revoke`, {});
  expect(await response.json()).toMatchObject({ state: "REVOKED" });
  await expect(code()).rejects.toThrow("PolicyDenied: This passkey was revoked.");
  const again = await api("POST", `${path}:revoke`, {});
  expect(again.status).toBe(409);
  expect((await again.json()).code).toBe("conflict");
});

test("an unknown passkey is not found", async () => {
  const { api, credentials } = await passkeyWorld();
  const response = await api("GET", `${credentials}/0000`);
  expect(response.status).toBe(404);
  expect((await response.json()).message).toBe("credential not found");
});

test("a passkey of another identity is not found", async () => {
  const { api, passkey } = await passkeyWorld();
  const response = await api("POST", `/identities/0000/credentials/${passkey.id}:revoke`, {});
  expect(response.status).toBe(404);
});
