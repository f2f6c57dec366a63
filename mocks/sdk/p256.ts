import { exportJWK, importJWK, type JWK } from "jose";

/**
 * Normalizes a P-256 public key, so that a different encoding of its coordinates cannot make one key pass for two.
 *
 * @param x coordinate, base64url
 * @param y coordinate, base64url
 * @returns the key with `kty`, `crv`, `x` and `y` only, or undefined when the coordinates are not a point on the curve
 */
export async function p256Jwk(x: string, y: string): Promise<JWK | undefined> {
  try {
    return await exportJWK(await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256"));
  } catch {
    return undefined;
  }
}
