import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { hashToken } from "../cloud/store.ts";

async function signedUp(extraProveRounds = 0) {
  const world = createDeviceWorld({ extraProveRounds });
  return { ...world, passkey: await world.software.bind(world.link()) };
}

test("a valid response gets a code, and the store keeps only its hash", async () => {
  const { software, passkey, signIn, identity, emulator } = await signedUp();
  const redirect = new URL(await software.authenticate(await signIn(), passkey));
  const code = redirect.searchParams.get("code") ?? "";
  const { authorizationCodes } = emulator.store.state;
  expect(`${redirect.origin}${redirect.pathname}`).toBe(
    "http://localhost:3000/api/auth/callback/beyondidentity",
  );
  expect(JSON.stringify(emulator.store.state)).not.toContain(code);
  expect(authorizationCodes).toMatchObject([
    {
      codeHash: hashToken(code),
      clientId: "emulator-web-client-0001",
      redirectUri: "http://localhost:3000/api/auth/callback/beyondidentity",
      scope: "openid",
      oidcNonce: "nonce-of-the-client",
      codeChallenge: "challenge-of-the-client",
      identityId: identity.id,
      credentialId: passkey.id,
    },
  ]);
});

test("a code is valid for 60 seconds", async () => {
  const { software, passkey, signIn, emulator } = await signedUp();
  await software.authenticate(await signIn(), passkey);
  const [code] = emulator.store.state.authorizationCodes;
  expect((code?.expiresAt ?? 0) - (code?.authenticatedAt ?? 0)).toBe(60_000);
});

test("extra challenges are asked one after the other, each with a fresh nonce", async () => {
  const { software, passkey, signIn, emulator } = await signedUp(2);
  const address = await signIn();
  const first = emulator.store.state.transactions[0]?.nonce;
  const response = await software.tryAnswer(address, passkey);
  const prove = await response.json();
  expect(prove).toEqual({
    type: "prove",
    transaction_id: emulator.store.state.transactions[0]?.id,
    nonce: expect.stringMatching(/^[\w-]{64}$/),
    bi_pol_ver: "v3",
  });
  expect(prove.nonce).not.toBe(first);
  expect(emulator.store.state.authorizationCodes).toEqual([]);
});

test("a device that answers every challenge signs in", async () => {
  const { software, passkey, signIn, emulator } = await signedUp(2);
  await expect(software.authenticate(await signIn(), passkey)).resolves.toContain("code=");
  expect(emulator.journal.entries().filter(({ path }) => path.includes("bi-auth"))).toHaveLength(3);
});

test("a revoked passkey cannot sign in", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  for (const credential of emulator.store.state.credentials) credential.state = "REVOKED";
  const response = await software.tryAnswer(await signIn(), passkey);
  expect(await outcome(response)).toBe("200 the passkey was revoked");
  expect(await response.json()).toEqual({ type: "deny", message: "This passkey was revoked." });
});

test("a passkey that is revoked between two challenges cannot sign in", async () => {
  const { software, passkey, signIn, emulator } = await signedUp(1);
  const address = await signIn();
  await software.tryAnswer(address, passkey);
  for (const credential of emulator.store.state.credentials) credential.state = "REVOKED";
  const claims = { bi_non: emulator.store.state.transactions[0]?.nonce };
  const response = await software.tryAnswer(address, passkey, { claims });
  expect(await response.json()).toMatchObject({ type: "deny" });
});

test("a suspended identity cannot sign in", async () => {
  const { software, passkey, signIn, outcome, identity } = await signedUp();
  identity.status = "suspended";
  const response = await software.tryAnswer(await signIn(), passkey);
  expect(await outcome(response)).toBe("200 the identity is suspended");
  expect(await response.json()).toEqual({ type: "deny", message: "This account is suspended." });
});

test("a deleted identity cannot sign in", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  emulator.store.state.identities = [];
  const response = await software.tryAnswer(await signIn(), passkey);
  expect(await outcome(response)).toBe("200 the identity was deleted");
  expect(await response.json()).toEqual({
    type: "deny",
    message: "This account no longer exists.",
  });
});

test("without the passkey's key a denial reveals nothing about the account", async () => {
  const { software, passkey, signIn, outcome, identity } = await signedUp();
  identity.status = "suspended";
  const forgery = { signature: "AAAA" };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { forgery }))).toContain("401");
});
