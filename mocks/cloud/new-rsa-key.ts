import { exportJWK, generateKeyPair, type JWK } from "jose";

/** @returns a new RSA key of 2048 bits with its private parameters */
export async function newRsaKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return exportJWK(privateKey);
}
