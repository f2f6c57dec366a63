import { type KeyObject, sign } from "node:crypto";

/**
 * Signs a JWT with RS256 (RFC 7515 section 5.1, RFC 7518 section 3.3) in this thread. WebCrypto, which jose uses, hands
 * each signature to another thread, and that takes longer than to sign.
 *
 * @param header its parameters beside `alg` and `typ`
 * @returns the compact JWS
 */
export function signRs256(header: object, claims: object, key: KeyObject): string {
  const input = `${encoded({ alg: "RS256", typ: "JWT", ...header })}.${encoded(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key).toString("base64url")}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
