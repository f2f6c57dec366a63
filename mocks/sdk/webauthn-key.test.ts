import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { flags, type WebAuthnForgery } from "../../tests/support/authenticator-bytes.ts";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { newWebAuthnKey } from "../../tests/support/webauthn-device.ts";

async function forgedBinding(forgery: WebAuthnForgery, payload: Record<string, unknown> = {}) {
  const { webAuthn, link, outcome, emulator } = createDeviceWorld();
  const result = await outcome(webAuthn.tryBind(link(), { forgery, payload }));
  expect(emulator.store.state.credentials).toEqual([]);
  return result;
}

test("a platform authenticator's key is stored with its credential id, COSE key and counter", async () => {
  const { webAuthn, link, emulator } = createDeviceWorld();
  const key = await newWebAuthnKey({ origin: "http://localhost:3000" });
  await webAuthn.bind(link(), { key });
  expect(emulator.store.state.credentials).toMatchObject([
    {
      kind: "WEBAUTHN",
      jwk: { kty: "EC", crv: "P-256" },
      thumbprint: expect.stringMatching(/^[\w-]{43}$/),
      webAuthn: { credentialId: key.credentialId, counter: 1 },
    },
  ]);
});

test("an authenticator without attestation can be bound", async () => {
  const { webAuthn, link } = createDeviceWorld();
  const passkey = webAuthn.bind(link(), { forgery: { attestation: "none" } });
  await expect(passkey).resolves.toMatchObject({ id: expect.any(String) });
});

test("a forged attestation binds nothing", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(await forgedBinding({ signWith: privateKey })).toBe(
    "401 the WebAuthn registration is invalid: forged attestation",
  );
});

test("an assertion is not accepted as a registration", async () => {
  expect(await forgedBinding({ type: "webauthn.get" })).toContain("is invalid: Unexpected reg");
});

test("a registration made on another site binds nothing", async () => {
  expect(await forgedBinding({ origin: "https://evil.example" })).toContain(
    'Unexpected registration response origin "https://evil.example"',
  );
});

test("a registration made for another relying party binds nothing", async () => {
  expect(await forgedBinding({ rpId: "evil.example" })).toContain("401 the WebAuthn registration");
});

test("a registration without the user's presence binds nothing", async () => {
  expect(await forgedBinding({ flags: flags.userVerified })).toContain("user was not present");
});

test("a registration without user verification binds nothing", async () => {
  expect(await forgedBinding({ flags: flags.userPresent })).toContain("could not be verified");
});

test("a credential for another algorithm cannot be bound", async () => {
  expect(await forgedBinding({ coseAlgorithm: -257, attestation: "none" })).toContain(
    'Unexpected public key alg "-257"',
  );
});

test("a credential on another curve cannot be bound", async () => {
  expect(await forgedBinding({ coseCurve: 2, attestation: "none" })).toBe(
    "400 the key of the WebAuthn credential is not an ES256 key on P-256",
  );
});

test("a registration for another identity binds nothing", async () => {
  const sub = "CN=0000000000000000, OU=9f3c2e71d4b8a650, O=0001e5a1b7c94f20";
  expect(await forgedBinding({}, { sub })).toContain(
    "403 the new key signed for an identity other",
  );
});

test("a registration for another job's token binds nothing", async () => {
  expect(await forgedBinding({}, { token: "b".repeat(64) })).toContain("401 the new key signed");
});

test("a registration with a challenge of another site binds nothing", async () => {
  expect(await forgedBinding({ challenge: "random" })).toContain("400 the payload that the new");
});

test("client data that is not JSON is refused without being quoted", async () => {
  const { webAuthn, link, outcome } = createDeviceWorld();
  const raw = JSON.stringify({ client_data_json_base64: "c2VjcmV0", attestation_object: "AA==" });
  const body = JSON.stringify({ type: "WEBAUTHN", raw });
  const result = await outcome(webAuthn.tryBind(link(), { body }));
  expect(result).toContain("400 the client data is malformed");
  expect(result).not.toContain("secret");
});

test("a registration of another form is refused", async () => {
  const { webAuthn, link, outcome } = createDeviceWorld();
  const body = JSON.stringify({ type: "WEBAUTHN", raw: "{}" });
  expect(await outcome(webAuthn.tryBind(link(), { body }))).toContain("400 the WebAuthn registr");
});
