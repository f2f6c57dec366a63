import "server-only";
import type { sessions } from "@/lib/database/schema";
import { openTokens, sealTokens, type Tokens } from "@/lib/sessions/sealed-tokens";

type Row = typeof sessions.$inferSelect;

/** Tokens and the moment when the access token expires. */
export type DatedTokens = Tokens & { expiresAt: Date };

/** @returns the columns of a session's row that hold these tokens, encrypted. */
export async function tokenColumns(
  sessionId: string,
  { expiresAt, accessToken, refreshToken }: DatedTokens,
): Promise<Pick<Row, "tokens" | "accessTokenExpiresAt">> {
  return {
    tokens: await sealTokens(sessionId, { accessToken, refreshToken }),
    accessTokenExpiresAt: expiresAt,
  };
}

/** @returns the tokens of a row, or null when it has none or they cannot be decrypted. */
export async function tokensOf({ id, tokens }: Pick<Row, "id" | "tokens">): Promise<Tokens | null> {
  return tokens === null ? null : openTokens(id, tokens);
}
