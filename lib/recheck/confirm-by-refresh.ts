import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { inDatabase } from "@/lib/database/database";
import { isFailure } from "@/lib/failure";
import { wakeOutbox } from "@/lib/outbox/worker";
import { refreshNow } from "@/lib/sessions/access-token";
import { deleteSessions, type Session } from "@/lib/sessions/registry";
import { tokensOf } from "@/lib/sessions/session-tokens";

/**
 * Asks the cloud without the management API whether a user may stay signed in, by a refresh of their tokens. A session
 * without a refresh token cannot be confirmed, so it ends with its access token.
 *
 * @returns whether the session continues
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function confirmByRefresh(session: Session): Promise<boolean> {
  const tokens = await tokensOf(session);
  if (tokens?.refreshToken) return isRefreshed(session);
  if (session.accessTokenExpiresAt && session.accessTokenExpiresAt > new Date()) return true;
  await endUnconfirmed(session);
  return false;
}

async function isRefreshed({ id }: Session): Promise<boolean> {
  try {
    await refreshNow(id);
    return true;
  } catch (error) {
    if (isFailure(error, "session_ended")) return false;
    // Not a refusal of the cloud, so the session gets the time that an outage gives it.
    if (isFailure(error, "rate_limited")) {
      throw new BeyondIdentityError("cloud_rate_limited", "confirm session");
    }
    throw error;
  }
}

async function endUnconfirmed({ id, issuer, identityId }: Session): Promise<void> {
  const [ended] = await inDatabase((db) =>
    db.transaction((tx) => deleteSessions(tx, { only: id }, null)),
  );
  if (!ended) return;
  const owner = { issuer, identityId };
  await recordEvent("session_ended", { owner, sessionId: id, reason: "access_token_expired" });
  wakeOutbox();
}
