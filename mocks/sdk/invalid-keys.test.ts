import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { newSoftwareKey } from "../../tests/support/software-device.ts";

const ZERO = Buffer.alloc(32);
const FIELD = Buffer.from(
  "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
  "hex",
);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const other = (curve: string) =>
  generateKeyPairSync("ec", { namedCurve: curve }).publicKey.export({ format: "jwk" });

type Point = { x: string; y: string };

/** Coordinates that are no point on P-256, made of a key's own. */
const NO_POINTS: Record<string, (point: Point) => Point> = {
  "a point that is not on the curve": ({ x }) => ({ x, y: x }),
  "the coordinates zero, as some write infinity": () => ({ x: text(ZERO), y: text(ZERO) }),
  "x zero": ({ y }) => ({ x: text(ZERO), y }),
  "y zero": ({ x }) => ({ x, y: text(ZERO) }),
  "x as large as the field": ({ y }) => ({ x: text(FIELD), y }),
  "swapped coordinates": ({ x, y }) => ({ x: y, y: x }),
  "no coordinates": () => ({ x: "", y: "" }),
  "a short x": ({ x, y }) => ({ x: x.slice(0, -4), y }),
  "a long y": ({ x, y }) => ({ x, y: `${y}AAAA` }),
  "a point on secp256k1": () => other("secp256k1") as Point,
  "a point on P-384": () => other("P-384") as Point,
};
const HEADERS: Record<string, (jwk: object) => object> = {
  "an RSA key": () =>
    generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" }),
  "a small RSA key": () =>
    generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" }),
  "a key on Ed25519": () => generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }),
  "a shared secret": () => ({ kty: "oct", k: text(ZERO) }),
  "a key of another type": (jwk) => ({ ...jwk, kty: "OKP" }),
  "a key without a type": (jwk) => ({ ...jwk, kty: undefined }),
  "a key that names another curve": (jwk) => ({ ...jwk, crv: "P-521" }),
  "a key that names no curve": (jwk) => ({ ...jwk, crv: undefined }),
};

const points = Object.entries(NO_POINTS).map(([name, change]) => ({ name, change }));
const headers = Object.entries(HEADERS).map(([name, change]) => ({ name, change }));

async function bindSoftware(change: (jwk: Point) => object) {
  const { software, link, emulator } = createDeviceWorld();
  const key = await newSoftwareKey();
  const jwk = change(key.publicJwk as Point);
  const response = await software.tryBind(link(), { key, forgery: { header: { jwk } } });
  return [response.status, emulator.store.state.credentials];
}

test.each(points)("$name cannot be bound as a software key", async ({ change }) => {
  expect(await bindSoftware((jwk) => ({ ...jwk, ...change(jwk) }))).toEqual([400, []]);
});

test.each(headers)("$name cannot be bound as a software key", async ({ change }) => {
  expect(await bindSoftware(change)).toEqual([400, []]);
});

/** Without an attestation no signature tells that the key is none. */
async function bindAuthenticator(forgery: object) {
  const { webAuthn, link, emulator } = createDeviceWorld();
  const response = await webAuthn.tryBind(link(), { forgery: { attestation: "none", ...forgery } });
  return [response.status >= 400 && response.status < 500, emulator.store.state.credentials];
}

test.each(points)("$name cannot be bound as an authenticator's key", async ({ change }) => {
  const own = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
    format: "jwk",
  });
  const { x, y } = change(own as Point);
  const [coseX, coseY] = [x, y].map((part) => Uint8Array.from(Buffer.from(part, "base64url")));
  expect(await bindAuthenticator({ coseX, coseY })).toEqual([true, []]);
});

test.each([
  ["an RSA key", { coseKeyType: 3 }],
  ["an octet key pair", { coseKeyType: 1 }],
  ["a symmetric key", { coseKeyType: 4 }],
  ["a key for RS256", { coseAlgorithm: -257 }],
  ["a key for ES384", { coseAlgorithm: -35 }],
  ["a key on P-384", { coseCurve: 2 }],
  ["a key on secp256k1", { coseCurve: 8 }],
  ["a key on an unknown curve", { coseCurve: 99 }],
])("%s cannot be bound as an authenticator's key", async (_, forgery) => {
  expect(await bindAuthenticator(forgery)).toEqual([true, []]);
});
