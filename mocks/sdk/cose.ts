import type { JWK } from "jose";
import { p256Jwk } from "./p256.ts";

/**
 * @param publicKey a credential public key in COSE form (RFC 9053 section 7.1.1)
 * @returns the key as a JWK, or undefined when it is not an ES256 key on P-256
 */
export async function coseToJwk(publicKey: Uint8Array<ArrayBuffer>): Promise<JWK | undefined> {
  const { cose, decodeCredentialPublicKey } = await import("@simplewebauthn/server/helpers");
  const { COSEKEYS, COSEKTY, COSECRV, COSEALG, isCOSEPublicKeyEC2 } = cose;
  const key = decodeCredentialPublicKey(publicKey);
  if (key.get(COSEKEYS.kty) !== COSEKTY.EC2 || key.get(COSEKEYS.alg) !== COSEALG.ES256) return;
  if (!isCOSEPublicKeyEC2(key) || key.get(COSEKEYS.crv) !== COSECRV.P256) return;
  const [x, y] = [key.get(COSEKEYS.x), key.get(COSEKEYS.y)];
  return x && y && p256Jwk(base64Url(x), base64Url(y));
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
