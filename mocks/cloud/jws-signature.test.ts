import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { JWK } from "jose";
import { expect, test } from "vitest";
import { isSigned } from "./jws-signature.ts";

const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

function jws(header: object, key: KeyObject): string {
  const parts = [header, { sub: "ada" }].map((part) => Buffer.from(JSON.stringify(part)));
  const input = parts.map((part) => part.toString("base64url")).join(".");
  const signature = sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}

function published({ publicKey }: { publicKey: KeyObject }): JWK {
  return publicKey.export({ format: "jwk" });
}

test("a signature with the key that the header names is valid", () => {
  const text = jws({ alg: "ES256", kid: "one" }, p256.privateKey);
  expect(isSigned(text, "ES256", (kid) => (kid === "one" ? published(p256) : undefined))).toBe(
    true,
  );
  expect(isSigned(jws({ alg: "RS256" }, rsa.privateKey), "RS256", () => published(rsa))).toBe(true);
});

test.each([
  ["a header that must be understood", { alg: "ES256", crit: ["b64"], b64: true }, p256, p256],
  ["another algorithm in its header", { alg: "RS256" }, p256, p256],
  ["a key of another curve", { alg: "ES256" }, p384, p384],
  ["a key of another type", { alg: "ES256" }, rsa, rsa],
  ["the signature of another key", { alg: "ES256" }, p256, p384],
])("a JWS with %s is not valid", (_, header, { privateKey }, key) => {
  expect(isSigned(jws(header, privateKey), "ES256", () => published(key))).toBe(false);
});

test("a JWS is not valid without a key or in another form", () => {
  const text = jws({ alg: "ES256" }, p256.privateKey);
  expect(isSigned(text, "ES256", () => undefined)).toBe(false);
  expect(isSigned(`${text}=`, "ES256", () => published(p256))).toBe(false);
  expect(isSigned("e30.e30.", "ES256", () => published(p256))).toBe(false);
});
