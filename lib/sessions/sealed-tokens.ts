import "server-only";
import { hkdfSync } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import { getEnv } from "@/lib/env";

const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
});

/** The cloud's tokens of one session. They never leave the server. */
export type Tokens = z.infer<typeof tokensSchema>;

/**
 * Encrypts tokens for their session's row (JWE, A256GCM). Copied to another row they cannot be opened.
 *
 * @param sessionId id of the row
 * @returns a compact JWE
 */
export function sealTokens(sessionId: string, tokens: Tokens): Promise<string> {
  return new EncryptJWT(tokens)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setSubject(sessionId)
    .encrypt(key());
}

/**
 * @param sessionId id of the row that the tokens were sealed for
 * @returns the tokens, or null when they were sealed for another row or under another secret
 */
export async function openTokens(sessionId: string, sealed: string): Promise<Tokens | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, key(), {
      subject: sessionId,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return tokensSchema.parse(payload);
  } catch {
    return null;
  }
}

/** A key of its own (RFC 5869), so that the cookie's key and this one say nothing about each other. */
function key(): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", getEnv().authSecret, "", "session tokens", 32));
}
