import "server-only";
import { z } from "zod";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { openFor, sealFor } from "@/lib/sealing/seal";
import { isHeld, type RefreshClaim } from "@/lib/sessions/refresh-claim";

const backendTokenSchema = z.object({
  token: z.string().min(1),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});

/** A token that the backend issued for a session. It never leaves the server. */
export type BackendToken = z.infer<typeof backendTokenSchema>;

type Row = typeof sessions.$inferSelect;

/** @returns the token, encrypted for the row of its session. */
export function sealBackendToken(sessionId: string, token: BackendToken): Promise<string> {
  return sealFor(sessionId, token);
}

/** @returns the backend's token of a session, or null when there is none or it cannot be decrypted. */
export async function backendTokenOf({
  id,
  backendToken,
}: Pick<Row, "id" | "backendToken">): Promise<BackendToken | null> {
  return backendToken === null ? null : openFor(id, backendToken, backendTokenSchema);
}

/**
 * Replaces the backend's token of a session.
 *
 * @param claim the claim it was fetched under, so that a slower process does not overwrite a newer token
 * @returns false when the session has ended, or the claim has expired, in the meantime
 * @throws Failure `service_unavailable`
 */
export async function keepBackendToken(claim: RefreshClaim, token: BackendToken): Promise<boolean> {
  const backendToken = await sealBackendToken(claim.session.id, token);
  return inDatabase(async (db) => {
    const updated = await db
      .update(sessions)
      .set({ backendToken })
      .where(isHeld(claim))
      .returning({ id: sessions.id });
    return updated.length > 0;
  });
}
