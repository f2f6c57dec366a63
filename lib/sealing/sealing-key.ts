import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;
const ID_BYTES = 12;

/** A key that encrypts tokens in the database, and an id that reveals nothing about the key. */
export type SealingKey = { id: string; bytes: Uint8Array };

const derivedKeys = new Map<string, SealingKey>();

/**
 * @returns a key derived from a secret (HKDF, RFC 5869). It reveals nothing about the key for cookies, and vice versa.
 */
export function sealingKeyOf(secret: string): SealingKey {
  const key = derivedKeys.get(secret) ?? deriveKey(secret);
  derivedKeys.set(secret, key);
  return key;
}

function deriveKey(secret: string): SealingKey {
  const bytes = derived(secret, "session tokens", KEY_BYTES);
  const id = Buffer.from(derived(bytes, "id of the key", ID_BYTES)).toString("base64url");
  return { id, bytes };
}

function derived(from: string | Uint8Array, purpose: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", from, "", purpose, length));
}
