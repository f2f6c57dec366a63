import "server-only";
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";
import type { z } from "zod";
import { getEnv } from "@/lib/env/env";
import { type SealingKey, sealingKeyOf } from "@/lib/sealing/sealing-key";

/**
 * Encrypts a value for the row of one session (JWE, A256GCM). The session id is in it, so that it does not open for
 * another row.
 *
 * @param sessionId id of the row
 * @returns a compact JWE with the key id in its header
 */
export function sealFor(sessionId: string, payload: JWTPayload): Promise<string> {
  const { id, bytes } = sealingKeyOf(getEnv().authSecrets[0]);
  return new EncryptJWT(payload)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: id })
    .setSubject(sessionId)
    .encrypt(bytes);
}

/**
 * Decrypts a value of a session's row.
 *
 * @param sessionId id of the row
 * @param sealed from `sealFor`
 * @param schema of the value
 * @returns the value, or null when it was encrypted for another row or with a secret that is no longer configured
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

/** @returns ids of the configured keys. */
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
    const { payload } = await jwtDecrypt(sealed, ({ kid }) => bytesFor(kid, key), {
      subject: sessionId,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return payload;
  } catch {
    return null;
  }
}

/** Earlier versions wrote no key id, so a missing one matches every key. */
function bytesFor(kid: string | undefined, { id, bytes }: SealingKey): Uint8Array {
  if (kid !== undefined && kid !== id) throw new Error("sealed under another key");
  return bytes;
}
