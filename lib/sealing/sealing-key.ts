import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;
const ID_BYTES = 12;

/** What seals tokens in the database, and a name for it that says nothing about it. */
export type SealingKey = { id: string; bytes: Uint8Array };

/** @returns a key of its own (RFC 5869), so that the cookie's key and this one say nothing about each other. */
export function sealingKeyOf(secret: string): SealingKey {
  const bytes = derived(secret, "session tokens", KEY_BYTES);
  const id = Buffer.from(derived(bytes, "id of the key", ID_BYTES)).toString("base64url");
  return { id, bytes };
}

function derived(from: string | Uint8Array, purpose: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", from, "", purpose, length));
}
