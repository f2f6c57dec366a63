import "server-only";
import { z } from "zod";
import { openFor, sealFor } from "@/lib/sealing/seal";

const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable(),
});

/** The cloud's tokens of one session. They never leave the server. */
export type Tokens = z.infer<typeof tokensSchema>;

/** @returns the tokens, encrypted for the row of their session. */
export function sealTokens(sessionId: string, tokens: Tokens): Promise<string> {
  return sealFor(sessionId, tokens);
}

/** @returns the tokens of a row, or null when they cannot be decrypted. */
export function openTokens(sessionId: string, sealed: string): Promise<Tokens | null> {
  return openFor(sessionId, sealed, tokensSchema);
}
