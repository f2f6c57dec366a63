import "server-only";
import type { sessions } from "@/lib/database/schema";
import { openTokens, sealTokens, type Tokens } from "@/lib/sessions/sealed-tokens";

type Row = typeof sessions.$inferSelect;

/** Tokens and when the access token expires, in milliseconds since 1970. The cloud may name any number. */
export type DatedTokens = Tokens & { expiresAtMs: number };

/**
 * @param session the tokens are of no use after its end, however long the cloud says that they live
 * @returns the columns of a session's row that hold these tokens, encrypted.
 */
export async function tokenColumns(
  session: Pick<Row, "id" | "expiresAt">,
  { expiresAtMs, accessToken, refreshToken }: DatedTokens,
): Promise<Pick<Row, "tokens" | "accessTokenExpiresAt">> {
  return {
    tokens: await sealTokens(session.id, { accessToken, refreshToken }),
    accessTokenExpiresAt: new Date(Math.min(expiresAtMs, session.expiresAt.getTime())),
  };
}

/** @returns the tokens of a row, or null when it has none or they cannot be decrypted. */
export async function tokensOf({ id, tokens }: Pick<Row, "id" | "tokens">): Promise<Tokens | null> {
  return tokens === null ? null : openTokens(id, tokens);
}
