import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { decodeProtectedHeader, type JWK } from "jose";
import { isCompactJws } from "./compact-jws.ts";

type Algorithm = "RS256" | "ES256";

/** RFC 7518 section 3.1. A signature with ES256 is R and S one after the other (section 3.4). */
const KEY_TYPES: Record<Algorithm, string> = { RS256: "rsa", ES256: "ec" };
/** P-256, as OpenSSL calls it. */
const CURVES: Record<Algorithm, string | undefined> = { RS256: undefined, ES256: "prime256v1" };

/** Imported keys, because importing takes longer than verifying. */
const imported = new WeakMap<JWK, KeyObject>();

/**
 * Verifies a compact JWS (RFC 7515 section 5.2) in this thread. WebCrypto, which jose uses, hands each signature to
 * another thread, and that takes longer than to verify.
 *
 * @param keyWith the `kid` of its header, if it has one, gives the key
 * @returns whether its signature is valid. A header with `crit` is never understood (section 4.1.11).
 */
export function isSigned(
  jws: string,
  algorithm: Algorithm,
  keyWith: (kid: unknown) => JWK | undefined,
): boolean {
  if (!isCompactJws(jws)) return false;
  try {
    const { alg, kid, crit } = decodeProtectedHeader(jws);
    const jwk = keyWith(kid);
    if (alg !== algorithm || crit !== undefined || jwk === undefined) return false;
    const end = jws.lastIndexOf(".");
    const signature = Buffer.from(jws.slice(end + 1), "base64url");
    const key = { key: publicKey(jwk, algorithm), dsaEncoding: "ieee-p1363" } as const;
    return verify("sha256", Buffer.from(jws.slice(0, end)), key, signature);
  } catch {
    return false;
  }
}

function publicKey(jwk: JWK, algorithm: Algorithm): KeyObject {
  const key = imported.get(jwk) ?? createPublicKey({ key: jwk, format: "jwk" });
  imported.set(jwk, key);
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  const fits =
    asymmetricKeyType === KEY_TYPES[algorithm] &&
    asymmetricKeyDetails?.namedCurve === CURVES[algorithm];
  if (!fits) throw new TypeError(`the key is not for ${algorithm}`);
  return key;
}
