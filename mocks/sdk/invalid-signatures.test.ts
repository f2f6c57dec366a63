import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import {
  INVALID_DER_SIGNATURES,
  INVALID_RAW_SIGNATURES,
} from "../../tests/support/invalid-ecdsa-signatures.ts";

/** Other ways to write the bytes of a valid signature (RFC 7515 section 2 allows one). */
const OTHER_TEXTS: Record<string, (jws: string) => string> = {
  "padding after it": (jws) => `${jws}==`,
  "a space after it": (jws) => `${jws} `,
  "a line break in it": (jws) => `${jws.slice(0, -4)}\n${jws.slice(-4)}`,
  "bits that mean nothing": (jws) =>
    jws.slice(0, -1) + String.fromCharCode(jws.charCodeAt(jws.length - 1) + 1),
  "a fourth part": (jws) => `${jws}.`,
};
const raw = Object.entries(INVALID_RAW_SIGNATURES).map(([name, spoil]) => ({
  name,
  forgery: { spoil },
}));
const texts = Object.entries(OTHER_TEXTS).map(([name, rewrite]) => ({
  name,
  forgery: { rewrite },
}));
const der = Object.entries(INVALID_DER_SIGNATURES).map(([name, spoil]) => ({
  name,
  forgery: { spoil },
}));

test.each([...raw, ...texts])("a software key does not bind with $name", async ({ forgery }) => {
  const { software, link, emulator } = createDeviceWorld();
  const response = await software.tryBind(link(), { forgery });
  expect([response.status >= 400, emulator.store.state.credentials]).toEqual([true, []]);
});

test.each([...raw, ...texts])("a software key does not sign in with $name", async ({ forgery }) => {
  const { software, link, signIn, emulator } = createDeviceWorld();
  const passkey = await software.bind(link());
  const response = await software.tryAnswer(await signIn(), passkey, { forgery });
  expect([response.status >= 400, emulator.store.state.authorizationCodes]).toEqual([true, []]);
});

test.each(der)("an authenticator does not bind with $name", async ({ forgery }) => {
  const { webAuthn, link, emulator } = createDeviceWorld();
  const response = await webAuthn.tryBind(link(), { forgery });
  expect([response.status, emulator.store.state.credentials]).toEqual([401, []]);
});

test.each(der)("an authenticator does not sign in with $name", async ({ forgery }) => {
  const { webAuthn, link, signIn, emulator } = createDeviceWorld();
  const passkey = await webAuthn.bind(link());
  const response = await webAuthn.tryAnswer(await signIn(), passkey, { forgery });
  expect([response.status, emulator.store.state.authorizationCodes]).toEqual([401, []]);
});
