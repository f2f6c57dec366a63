import { generateKeyPair } from "jose";
import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { newSoftwareKey, type SoftwareForgery } from "../../tests/support/software-device.ts";

async function forgedBinding(forgery: SoftwareForgery, payload: Record<string, unknown> = {}) {
  const { software, link, outcome, emulator } = createDeviceWorld();
  const result = await outcome(software.tryBind(link(), { forgery, payload }));
  expect(emulator.store.state.credentials).toEqual([]);
  return result;
}

test("the bound key is stored as its public half and its thumbprint", async () => {
  const { software, link, emulator } = createDeviceWorld();
  const key = await newSoftwareKey();
  await software.bind(link(), { key });
  expect(emulator.store.state.credentials).toMatchObject([
    { jwk: key.publicJwk, thumbprint: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
});

test("a key that did not sign the binding cannot be bound", async () => {
  const { privateKey } = await generateKeyPair("ES256");
  expect(await forgedBinding({ signWith: privateKey })).toBe(
    "401 the signature does not match the key in its header",
  );
});

test("a binding without a signature is refused", async () => {
  expect(await forgedBinding({ signature: "" })).toBe(
    "401 the signature does not match the key in its header",
  );
});

test("alg none binds nothing", async () => {
  expect(await forgedBinding({ header: { alg: "none" }, signature: "" })).toBe(
    "400 the binding JWT is not signed with ES256",
  );
});

test("a false algorithm in the header binds nothing", async () => {
  expect(await forgedBinding({ header: { alg: "ES384" } })).toBe(
    "400 the binding JWT is not signed with ES256",
  );
});

test("a key on another curve cannot be bound", async () => {
  const { publicJwk } = await newSoftwareKey();
  expect(await forgedBinding({ header: { jwk: { ...publicJwk, crv: "P-384" } } })).toBe(
    "400 the key in the header is not an EC key on P-256",
  );
});

test("a key of another type cannot be bound", async () => {
  const { publicJwk } = await newSoftwareKey();
  expect(await forgedBinding({ header: { jwk: { ...publicJwk, kty: "RSA" } } })).toBe(
    "400 the key in the header is not an EC key on P-256",
  );
});

test("a point that is not on the curve cannot be bound", async () => {
  const { publicJwk } = await newSoftwareKey();
  expect(await forgedBinding({ header: { jwk: { ...publicJwk, y: publicJwk.x } } })).toBe(
    "400 the key in the header is not a point on P-256",
  );
});

test("a key sent with its private part cannot be bound", async () => {
  const { privateKey, publicJwk } = await newSoftwareKey();
  const forgery = { header: { jwk: { ...publicJwk, d: "c2VjcmV0" } }, signWith: privateKey };
  expect(await forgedBinding(forgery)).toBe("400 the key in the header holds its private part");
});

test("a header without a key is refused", async () => {
  expect(await forgedBinding({ header: { jwk: undefined } })).toContain(
    "400 the header of the binding JWT is malformed",
  );
});

test("a key that signed for another identity cannot be bound", async () => {
  const sub = "CN=0000000000000000, OU=9f3c2e71d4b8a650, O=0001e5a1b7c94f20";
  expect(await forgedBinding({}, { sub })).toBe(
    "403 the new key signed for an identity other than the one in the path",
  );
});

test("a key that signed another job's token cannot be bound", async () => {
  expect(await forgedBinding({}, { token: "b".repeat(64) })).toBe(
    "401 the new key signed a token other than the bearer token",
  );
});

test("a signed payload without a token is refused", async () => {
  expect(await forgedBinding({}, { token: undefined })).toContain("400 the payload that the new");
});

test("text that is not a JWS is refused", async () => {
  const { software, link, outcome } = createDeviceWorld();
  const body = JSON.stringify({ type: "JWT", raw: "no jws" });
  expect(await outcome(software.tryBind(link(), { body }))).toContain("400 the header of the bind");
});
