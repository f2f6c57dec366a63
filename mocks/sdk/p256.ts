import { exportJWK, importJWK, type JWK } from "jose";

/**
 * Writes a P-256 public key anew from the key itself, so that one key cannot pass for two by another spelling of its
 * coordinates.
 *
 * @param x coordinate, base64url
 * @param y coordinate, base64url
 * @returns the key with `kty`, `crv`, `x` and `y` alone; undefined when the coordinates are no point of the curve
 */
export async function p256Jwk(x: string, y: string): Promise<JWK | undefined> {
  try {
    return await exportJWK(await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256"));
  } catch {
    return undefined;
  }
}
