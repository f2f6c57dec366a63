import { expect, test } from "vitest";
import type { AnswerOverrides } from "../../tests/support/device.ts";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { newSoftwareKey, type SoftwareForgery } from "../../tests/support/software-device.ts";

async function signedUp() {
  const world = createDeviceWorld();
  return { ...world, passkey: await world.software.bind(world.link()) };
}

async function forgedAnswer(overrides: AnswerOverrides<SoftwareForgery>) {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  const result = await outcome(software.tryAnswer(await signIn(), passkey, overrides));
  expect(emulator.store.state.authorizationCodes).toEqual([]);
  return result;
}

/** The address that responses are posted to, with one part replaced. */
function addressWith(part: "tenants" | "realms" | "applications", id: string): string {
  const address =
    "https://auth-us.beyondidentity.com/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/applications/7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73/bi-authenticate";
  return address.replace(new RegExp(`${part}/[^/]+`), `${part}/${id}`);
}

test.each([
  ["tenants", "0001000000000000"],
  ["realms", "4b7d9e02c6a1f835"],
  ["applications", "1e8b4c70-92d5-4f3a-b6e7-0c5d2a9f8b14"],
] as const)("an answer posted under other %s is refused", async (part, id) => {
  const url = addressWith(part, id);
  expect(await forgedAnswer({ url, claims: { aud: [url] } })).toBe(
    "403 the transaction belongs to another tenant, realm or application",
  );
});

test("an answer with a foreign correlation id is refused", async () => {
  expect(await forgedAnswer({ correlationId: "b7ad5f3e-0000-4000-8000-000000000000" })).toBe(
    "400 x-correlation-id is not the cid of the transaction",
  );
});

test("alg none cannot sign in", async () => {
  expect(await forgedAnswer({ forgery: { header: { alg: "none" }, signature: "" } })).toBe(
    "401 the assertion is not signed with ES256",
  );
});

test("a false algorithm in the header cannot sign in", async () => {
  expect(await forgedAnswer({ forgery: { header: { alg: "HS256" } } })).toBe(
    "401 the assertion is not signed with ES256",
  );
});

test("a sign-in that requested a mailed code cannot continue with a passkey", async () => {
  const { software, passkey, mail, signIn, outcome } = await signedUp();
  const address = await signIn();
  const { nonce } = await mail.initiate(address, "ada@example.com");
  const claims = { bi_non: nonce };
  expect(await outcome(software.tryAnswer(address, passkey, { claims }))).toContain(
    "409 this sign-in requested a one-time password",
  );
});

test("a key that was never bound cannot sign in", async () => {
  const { software, passkey, signIn, outcome } = await signedUp();
  const stranger = { ...passkey, key: await newSoftwareKey() };
  expect(await outcome(software.tryAnswer(await signIn(), stranger))).toBe(
    "401 kid does not name a passkey of this tenant and realm",
  );
});

test("a header without kid cannot sign in", async () => {
  expect(await forgedAnswer({ forgery: { header: { kid: undefined } } })).toBe(
    "401 kid does not name a passkey of this tenant and realm",
  );
});

test("a passkey of another realm cannot sign in", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  for (const credential of emulator.store.state.credentials) credential.realmId = "0".repeat(16);
  expect(await outcome(software.tryAnswer(await signIn(), passkey))).toBe(
    "401 kid does not name a passkey of this tenant and realm",
  );
});

test("a passkey cannot sign in as another identity", async () => {
  const { software, passkey, signIn, outcome, addIdentity } = await signedUp();
  const bob = addIdentity("bob@example.com");
  const claims = { sub: passkey.subject.replace(/CN=\w+/, `CN=${bob.id}`) };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toBe(
    "401 sub is not the identity that the passkey belongs to",
  );
});

test.each([
  ["no claims", "other=1"],
  ["claims that are no JSON", "claims=text"],
  ["claims of an unknown kind", 'claims={"Fido2":"x"}'],
  ["two kinds at once", 'claims={"Jwt":"x","WebAuthn":"y"}'],
])("a form with %s is refused", async (_, body) => {
  expect(await forgedAnswer({ body })).toContain("400 the form field claims is malformed");
});

test("an invalid JWT is refused", async () => {
  expect(await forgedAnswer({ body: 'claims={"Jwt":"text"}' })).toContain(
    "400 the header of the assertion is malformed",
  );
});

test("an invalid WebAuthn assertion is refused", async () => {
  expect(await forgedAnswer({ body: 'claims={"WebAuthn":"text"}' })).toContain(
    "400 the WebAuthn assertion is malformed",
  );
});

test("claims that are incomplete are refused", async () => {
  expect(await forgedAnswer({ claims: { jti: undefined } })).toContain(
    "400 the payload of the assertion is malformed",
  );
});

test("a refusal tells the page only its error code", async () => {
  const { software, passkey, signIn } = await signedUp();
  const forgery = { signature: "AAAA" };
  const response = await software.tryAnswer(await signIn(), passkey, { forgery });
  expect(await response.json()).toEqual({ code: "unauthorized", message: "unauthorized" });
});
