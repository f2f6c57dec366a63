import "server-only";
import type { ConfiguredBackend } from "@/lib/backend/configured-backend";
import { verifyRefreshedIdToken } from "@/lib/beyond-identity/id-token";
import { getEnv } from "@/lib/env";
import { accessTokenOf, freshIdTokenOf } from "@/lib/sessions/access-token";
import { backendTokenOf, keepBackendToken } from "@/lib/sessions/backend-token";
import { REFRESH_MARGIN_MS } from "@/lib/sessions/limits";
import { findSession } from "@/lib/sessions/registry";
import { SessionError } from "@/lib/sessions/session-error";

type Exchange = (idToken: string) => Promise<{ token: string; expiresAt: number }>;

const underWay = new Map<string, Promise<string>>();

/**
 * The token to call the backend with: the cloud's access token, or the backend's own where it gives one out, renewed
 * first when it is about to end.
 *
 * @throws SessionError
 * @throws BackendError when the exchange fails
 * @throws BeyondIdentityError, RateLimitError, DatabaseError
 */
export async function tokenFor(
  sessionId: string,
  { url, kind: { exchange } }: ConfiguredBackend,
): Promise<string> {
  if (!exchange) return accessTokenOf(sessionId);
  return keptToken(sessionId, (idToken) => exchange(url, idToken), null);
}

/**
 * Another token in the place of one that the backend has just refused.
 *
 * @returns null where there can be no other: the cloud's access token is what it is
 * @throws as `tokenFor` does
 */
export async function anotherTokenFor(
  sessionId: string,
  { url, kind: { exchange } }: ConfiguredBackend,
  refused: string,
): Promise<string | null> {
  if (!exchange) return null;
  return keptToken(sessionId, (idToken) => exchange(url, idToken), refused);
}

async function keptToken(
  sessionId: string,
  exchange: Exchange,
  refused: string | null,
): Promise<string> {
  const session = await findSession(sessionId);
  if (!session) throw new SessionError("session_ended");
  const kept = await backendTokenOf(session);
  const isGood = kept && kept.token !== refused && kept.expiresAt > Date.now() + REFRESH_MARGIN_MS;
  if (isGood) return kept.token;
  const pending = underWay.get(sessionId) ?? exchangeAgain(sessionId, session.identityId, exchange);
  underWay.set(sessionId, pending);
  return pending.finally(() => underWay.delete(sessionId));
}

/** An id token is good for one exchange, so another needs a fresh one. */
async function exchangeAgain(
  sessionId: string,
  subject: string,
  exchange: Exchange,
): Promise<string> {
  const idToken = await freshIdTokenOf(sessionId);
  const { issuer, clientId } = getEnv();
  await verifyRefreshedIdToken(idToken, { issuer, clientId, subject });
  const token = await exchange(idToken);
  if (!(await keepBackendToken(sessionId, token))) throw new SessionError("session_ended");
  return token.token;
}
