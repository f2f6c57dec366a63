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

/** A token that the backend gave out for a session. It never leaves the server. */
export type BackendToken = z.infer<typeof backendTokenSchema>;

type Row = typeof sessions.$inferSelect;

/** @returns the token, encrypted for the row of its session. */
export function sealBackendToken(sessionId: string, token: BackendToken): Promise<string> {
  return sealFor(sessionId, token);
}

/** @returns the backend's token of a session, or null when it has none that can be opened. */
export async function backendTokenOf({
  id,
  backendToken,
}: Pick<Row, "id" | "backendToken">): Promise<BackendToken | null> {
  return backendToken === null ? null : openFor(id, backendToken, backendTokenSchema);
}

/**
 * Puts another token in the place of a session's.
 *
 * @param claim under which it was got: a slower process must not put an older token over a newer one
 * @returns false when the session has ended, or the claim has run out, in the meantime
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
