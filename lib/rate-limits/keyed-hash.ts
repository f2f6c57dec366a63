import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { getEnv } from "@/lib/env/env";

/**
 * Hashes a value that must not be stored or logged itself, such as an address. Without the secret, the value cannot be
 * found by trying all values.
 *
 * @returns the same hash for the same text, as long as `AUTH_SECRET` stays
 */
export function keyedHash(text: string): string {
  return createHmac("sha256", key()).update(text).digest("base64url");
}

/** @returns a keyed hash that is short enough for a line of the log. */
export function shortKeyedHash(text: string): string {
  return createHmac("sha256", key()).update(text).digest("hex").slice(0, 12);
}

function key(): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", getEnv().authSecrets[0], "", "keyed hashes", 32));
}
