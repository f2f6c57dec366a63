import type { JWK } from "jose";
import { newRsaKey } from "./new-rsa-key.ts";

/**
 * A module of its own, so that the tests can give the same application of many emulators the same key. A rotated key is
 * always a new one.
 *
 * @returns the RSA key that an application begins with
 */
export function firstRsaKey(_applicationId: string): Promise<JWK> {
  return newRsaKey();
}
