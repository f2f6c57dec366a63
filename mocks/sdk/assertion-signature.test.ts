import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { flags, type WebAuthnForgery } from "../../tests/support/authenticator-bytes.ts";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { createSoftwareDevice, newSoftwareKey } from "../../tests/support/software-device.ts";

async function forgedCeremony(forgery: WebAuthnForgery, claims: Record<string, unknown> = {}) {
  const { webAuthn, link, signIn, outcome, emulator } = createDeviceWorld();
  const passkey = await webAuthn.bind(link());
  const result = await outcome(webAuthn.tryAnswer(await signIn(), passkey, { forgery, claims }));
  expect(emulator.store.state.authorizationCodes).toEqual([]);
  return result;
}

test("a forged signature cannot sign in", async () => {
  const { software, link, signIn, outcome } = createDeviceWorld();
  const passkey = await software.bind(link());
  const { privateKey } = await newSoftwareKey();
  const forgery = { signWith: privateKey };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { forgery }))).toBe(
    "401 the signature does not match the passkey's key",
  );
});

test("a response cannot be replayed", async () => {
  const { call, link, signIn, outcome } = createDeviceWorld();
  const overheard: Request[] = [];
  const software = createSoftwareDevice((request) => {
    overheard.push(request.clone());
    return call(request);
  });
  const passkey = await software.bind(link());
  await software.authenticate(await signIn(), passkey);
  const replay = overheard.at(-1) ?? new Request("about:blank");
  expect(await outcome(call(replay))).toContain("409 bi_non is not the open challenge");
});

test("a software signature under a platform authenticator's kid cannot sign in", async () => {
  const { webAuthn, software, link, signIn, outcome, emulator } = createDeviceWorld();
  const theirs = await webAuthn.bind(link());
  const kid = emulator.store.state.credentials[0]?.thumbprint;
  const mine = { ...theirs, key: await newSoftwareKey() };
  const forgery = { header: { kid } };
  expect(await outcome(software.tryAnswer(await signIn(), mine, { forgery }))).toBe(
    "401 the assertion and the passkey are of different kinds",
  );
});

test("a platform authenticator signs in", async () => {
  const { webAuthn, link, signIn } = createDeviceWorld();
  const passkey = await webAuthn.bind(link());
  const redirect = new URL(await webAuthn.authenticate(await signIn(), passkey));
  expect(redirect.searchParams.get("state")).toBe("state-of-the-client");
  expect(redirect.searchParams.get("code")).toMatch(/^[\w-]{48}$/);
});

test("a forged ceremony cannot sign in", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(await forgedCeremony({ signWith: privateKey })).toBe(
    "401 the WebAuthn assertion is invalid: the signature does not match",
  );
});

test("a registration is not accepted as an assertion", async () => {
  expect(await forgedCeremony({ type: "webauthn.create" })).toContain(
    "401 the WebAuthn assertion is invalid: Unexpected authentication response type",
  );
});

test("an assertion made on another site cannot sign in", async () => {
  expect(await forgedCeremony({ origin: "https://evil.example" })).toContain(
    'Unexpected authentication response origin "https://evil.example"',
  );
});

test("an assertion made for another relying party cannot sign in", async () => {
  expect(await forgedCeremony({ rpId: "evil.example" })).toContain("401 the WebAuthn assertion");
});

test("an assertion without the user's presence cannot sign in", async () => {
  expect(await forgedCeremony({ flags: flags.userVerified })).toContain("User not present");
});

test("an assertion without user verification cannot sign in", async () => {
  expect(await forgedCeremony({ flags: flags.userPresent })).toContain("could not be verified");
});

test("an assertion of another credential cannot sign in", async () => {
  expect(await forgedCeremony({}, { pub_key_cred_id: "AAAA" })).toBe(
    "401 pub_key_cred_id is not the passkey's WebAuthn credential",
  );
});

test("an assertion that names no credential cannot sign in", async () => {
  expect(await forgedCeremony({}, { pub_key_cred_id: undefined })).toBe(
    "401 pub_key_cred_id is not the passkey's WebAuthn credential",
  );
});

test("a challenge of another form is refused", async () => {
  expect(await forgedCeremony({ challenge: "random" })).toContain("400 the challenge is malformed");
});

test("a cloned authenticator, whose counter does not increase, cannot sign in", async () => {
  const { webAuthn, link, signIn, outcome } = createDeviceWorld();
  const passkey = await webAuthn.bind(link());
  const forgery = { counter: 7 };
  await webAuthn.authenticate(await signIn(), passkey, { forgery });
  expect(await outcome(webAuthn.tryAnswer(await signIn(), passkey, { forgery }))).toContain(
    "Response counter value 7 was lower than expected 7",
  );
});

test("an authenticator without a counter can sign in again", async () => {
  const { webAuthn, link, signIn } = createDeviceWorld();
  const forgery = { counter: 0 };
  const passkey = await webAuthn.bind(link(), { forgery });
  await webAuthn.authenticate(await signIn(), passkey, { forgery });
  const again = webAuthn.authenticate(await signIn(), passkey, { forgery });
  await expect(again).resolves.toContain("code=");
});
