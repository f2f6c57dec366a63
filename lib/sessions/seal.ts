import "server-only";
import { hkdfSync } from "node:crypto";
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";
import type { z } from "zod";
import { getEnv } from "@/lib/env";

/**
 * Encrypts something for its session's row (JWE, A256GCM). Copied to another row it cannot be opened.
 *
 * @param sessionId id of the row
 * @returns a compact JWE
 */
export function sealFor(sessionId: string, payload: JWTPayload): Promise<string> {
  return new EncryptJWT(payload)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setSubject(sessionId)
    .encrypt(key());
}

/**
 * @param sessionId id of the row that it was sealed for
 * @param schema what must be in it
 * @returns what was sealed, or null when that was for another row or under another secret
 */
export async function openFor<T>(
  sessionId: string,
  sealed: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, key(), {
      subject: sessionId,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return schema.parse(payload);
  } catch {
    return null;
  }
}

/** A key of its own (RFC 5869), so that the cookie's key and this one say nothing about each other. */
function key(): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", getEnv().authSecret, "", "session tokens", 32));
}
