import { createPrivateKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import type { Emulator } from "./emulator.ts";
import { firstRsaKey } from "./first-rsa-key.ts";
import { newRsaKey } from "./new-rsa-key.ts";

/** An application's RS256 key: the private half to sign with, the public half as its JWKS shows it. */
export type SigningKey = { privateKey: KeyObject; publicJwk: JWK; kid: string };

/** One key per emulator and application, also when requests arrive at the same time. */
const keysOf = new WeakMap<Emulator, Map<string, Promise<SigningKey>>>();

/**
 * @param applicationId id of an application
 * @returns its signing key (RSA 2048), generated on first use and kept in the state across restarts
 */
export function signingKey(emulator: Emulator, applicationId: string): Promise<SigningKey> {
  const keys = keysOf.get(emulator) ?? new Map<string, Promise<SigningKey>>();
  keysOf.set(emulator, keys);
  const key = keys.get(applicationId) ?? loadOrGenerate(emulator, applicationId);
  keys.set(applicationId, key);
  return key;
}

/** @returns the application's signing key with its private parameters. */
export async function signingJwk(emulator: Emulator, applicationId: string): Promise<JWK> {
  await signingKey(emulator, applicationId);
  return emulator.store.state.signingKeys[applicationId] ?? {};
}

/**
 * @returns the application's JWKS (RFC 7517 section 5), public parameters only: the current key, then the earlier ones.
 */
export async function publicJwks(
  emulator: Emulator,
  applicationId: string,
): Promise<{ keys: JWK[] }> {
  const { publicJwk } = await signingKey(emulator, applicationId);
  return { keys: [publicJwk, ...(emulator.store.state.retiredKeys[applicationId] ?? [])] };
}

/**
 * Makes an application sign with a new key from now on. The public half of the old one stays in its JWKS, for the
 * tokens that it signed.
 *
 * @returns the new key
 */
export async function rotateSigningKey(
  emulator: Emulator,
  applicationId: string,
): Promise<SigningKey> {
  const { state } = emulator.store;
  const { publicJwk } = await signingKey(emulator, applicationId);
  state.retiredKeys[applicationId] = [publicJwk, ...(state.retiredKeys[applicationId] ?? [])];
  state.signingKeys[applicationId] = await newRsaKey();
  keysOf.get(emulator)?.delete(applicationId);
  const key = await signingKey(emulator, applicationId);
  emulator.store.save();
  return key;
}

async function loadOrGenerate(emulator: Emulator, applicationId: string): Promise<SigningKey> {
  const { state } = emulator.store;
  const jwk = state.signingKeys[applicationId] ?? (await firstRsaKey(applicationId));
  state.signingKeys[applicationId] = jwk;
  const kid = await calculateJwkThumbprint(jwk);
  const { kty, n, e } = jwk;
  return {
    privateKey: importPrivate(jwk),
    publicJwk: { kty, n, e, kid, alg: "RS256", use: "sig" } as JWK,
    kid,
  };
}

function importPrivate(jwk: JWK): KeyObject {
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  if (key.asymmetricKeyType !== "rsa") throw new TypeError("a stored signing key is not for RSA");
  return key;
}
