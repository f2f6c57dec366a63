import "server-only";
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";
import type { z } from "zod";
import { getEnv } from "@/lib/env/env";
import { type SealingKey, sealingKeyOf } from "@/lib/sealing/sealing-key";

/**
 * Encrypts something for its session's row (JWE, A256GCM). Copied to another row it cannot be opened.
 *
 * @param sessionId id of the row
 * @returns a compact JWE whose header names its key
 */
export function sealFor(sessionId: string, payload: JWTPayload): Promise<string> {
  const { id, bytes } = sealingKeyOf(getEnv().authSecrets[0]);
  return new EncryptJWT(payload)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: id })
    .setSubject(sessionId)
    .encrypt(bytes);
}

/**
 * @param sessionId id of the row that it was sealed for
 * @param schema what must be in it
 * @returns what was sealed, or null when that was for another row or under a secret that is not known any more
 */
export async function openFor<T>(
  sessionId: string,
  sealed: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  for (const key of knownKeys()) {
    const payload = await decrypted(sessionId, sealed, key);
    const content = schema.safeParse(payload);
    if (content.success) return content.data;
  }
  return null;
}

/** @returns ids of the keys that open what was sealed. */
export function knownKeyIds(): string[] {
  return knownKeys().map(({ id }) => id);
}

function knownKeys(): SealingKey[] {
  return getEnv().authSecrets.map(sealingKeyOf);
}

async function decrypted(
  sessionId: string,
  sealed: string,
  key: SealingKey,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, ({ kid }) => named(kid, key), {
      subject: sessionId,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return payload;
  } catch {
    return null;
  }
}

/** Earlier versions named no key. */
function named(kid: string | undefined, { id, bytes }: SealingKey): Uint8Array {
  if (kid !== undefined && kid !== id) throw new Error("sealed under another key");
  return bytes;
}
