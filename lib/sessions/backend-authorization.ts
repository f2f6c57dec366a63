import "server-only";
import type { ConfiguredBackend } from "@/lib/backend/kinds/configured-backend";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { verifyRefreshedIdToken } from "@/lib/oidc/id-token";
import { enqueue } from "@/lib/outbox/enqueue";
import { wakeOutbox } from "@/lib/outbox/worker";
import { REFRESH_MARGIN_MS } from "@/lib/session-limits";
import { accessTokenOf, withFreshIdToken } from "@/lib/sessions/access-token";
import {
  type BackendToken,
  backendTokenOf,
  keepBackendToken,
  sealBackendToken,
} from "@/lib/sessions/backend-token";
import { findSession, type Session } from "@/lib/sessions/registry";
import { tokenTasks } from "@/lib/sessions/token-tasks";
import { singleFlight } from "@/lib/single-flight";

type Exchange = (idToken: string) => Promise<BackendToken>;

const share = singleFlight<string>();

/**
 * Gets the token to call the backend with. It is the cloud's access token, or the backend's own token where the backend
 * issues one. A token that expires soon is renewed first.
 *
 * @param known the session as the current request has just read it
 * @throws Failure `session_ended` or `access_token_expired`
 * @throws Failure `backend_…` when the exchange fails
 * @throws Failure `rate_limited` or `service_unavailable`
 * @throws BeyondIdentityError
 */
export async function tokenFor(
  sessionId: string,
  { url, kind: { exchange } }: ConfiguredBackend,
  known?: Session,
): Promise<string> {
  if (!exchange) return accessTokenOf(sessionId, known);
  return keptToken(sessionId, (idToken) => exchange(url, idToken), null, known);
}

/**
 * Gets a new token after the backend has refused one.
 *
 * @returns null for access tokens, which cannot be exchanged for another one
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
  known?: Session,
): Promise<string> {
  const session = known ?? (await findSession(sessionId));
  if (!session) throw new Failure("session_ended");
  const kept = await validToken(session, refused);
  if (kept) return kept;
  return share(sessionId, () => exchangeAgain(session, exchange, refused));
}

/** @returns the backend's token of the session, or null when it was refused or expires soon. */
async function validToken(session: Session, refused: string | null): Promise<string | null> {
  const kept = await backendTokenOf(session);
  const isValid = kept && kept.token !== refused && kept.expiresAt > Date.now() + REFRESH_MARGIN_MS;
  return isValid ? kept.token : null;
}

/** The backend accepts each id token once, so another exchange needs a fresh one. */
function exchangeAgain(
  session: Session,
  exchange: Exchange,
  refused: string | null,
): Promise<string> {
  const { issuer, clientId } = getEnv();
  const expected = { issuer, clientId, endpointsOnOtherHosts: false, subject: session.identityId };
  return withFreshIdToken(
    session.id,
    (now) => validToken(now, refused),
    async (idToken, claim) => {
      await verifyRefreshedIdToken(idToken, expected);
      const given = await exchange(idToken);
      if (await keepBackendToken(claim, given)) return given.token;
      return dropLateToken(session, given);
    },
  );
}

/** The user signed out while the backend was responding, or another process has stored a newer token meanwhile. */
async function dropLateToken(session: Session, given: BackendToken): Promise<string> {
  const backendToken = await sealBackendToken(session.id, given);
  await inDatabase((db) => enqueue(db, tokenTasks({ ...session, tokens: null, backendToken })));
  wakeOutbox();
  const now = await findSession(session.id);
  const kept = now && (await validToken(now, null));
  if (!kept) throw new Failure("session_ended");
  return kept;
}
