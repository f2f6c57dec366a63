import "server-only";
import type { Account, User } from "next-auth";
import { recordEvent } from "@/lib/audit/audit";
import {
  attemptEpoch,
  attemptHeaders,
  noteAuthFailure,
  noteStartedSession,
} from "@/lib/auth/attempt";
import { sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { configuredBackend } from "@/lib/backend/kinds/configured-backend";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { authenticatedAt } from "@/lib/oidc/authenticated-at";
import { enqueue } from "@/lib/outbox/enqueue";
import { wakeOutbox } from "@/lib/outbox/worker";
import { configuredProvider, issuerOf } from "@/lib/providers/providers";
import { requestContext } from "@/lib/request/request-context";
import { requireThat } from "@/lib/require-that";
import { sealBackendToken } from "@/lib/sessions/backend-token";
import { draftSession, insertSession, type Session } from "@/lib/sessions/registry";
import type { DatedTokens } from "@/lib/sessions/session-tokens";
import { tokenTasks } from "@/lib/sessions/token-tasks";

/**
 * Begins the session of a user whose sign-in is verified, under a new id. The session that this browser had before ends,
 * even if it belongs to another account. If no session begins, the app revokes the tokens of the sign-in.
 *
 * @param account the token endpoint's response as Auth.js parsed it
 * @param user the id token as Auth.js parsed it
 * @throws Failure `backend_…` when the backend refuses the sign-in. No session is created then.
 * @throws Failure `session_ended` when access to the account was revoked after the sign-in began
 * @throws Failure `service_unavailable`
 */
export async function beginSession(account: Account, user: User): Promise<Session> {
  const issuer = issuerOf(account.provider) ?? "";
  const isOurs = issuer === getEnv().issuer;
  const session = await draftSession(
    {
      // Without an adapter, Auth.js makes up a new user id at each sign-in. Issuer and subject identify the account.
      issuer,
      identityId: account.providerAccountId,
      email: user.email ?? null,
      name: user.name ?? null,
      userAgent: requestContext().userAgent,
      authenticatedAt: signedTimeOf(account),
    },
    // The app does not use another provider's tokens, so it does not store them.
    isOurs ? tokensOf(account) : null,
  );
  let ended: Session[];
  try {
    if (isOurs) session.backendToken = await exchangeForBackend(session.id, account);
    ended = await insert(session);
  } catch (error) {
    await revokeUnusedTokens(session);
    throw error;
  }
  noteStartedSession(session.id);
  for (const owner of ended) await recordEvent("session_ended", { owner, sessionId: owner.id });
  await recordEvent("signed_in", { owner: session, sessionId: session.id });
  wakeOutbox();
  return session;
}

async function revokeUnusedTokens(session: Session): Promise<void> {
  try {
    await inDatabase((db) => enqueue(db, tokenTasks(session)));
    wakeOutbox();
  } catch {
    // A database that does not respond cannot store a task either.
    await recordEvent("revocation_failed", { owner: session, reason: "service_unavailable" });
  }
}

/** @returns the sessions that the new one ended */
async function insert(session: Session): Promise<Session[]> {
  const epoch = attemptEpoch();
  const replaced = (await sessionCookiesOf(attemptHeaders())).map(({ sessionId }) => sessionId);
  const ended = epoch === null ? null : await insertSession(session, epoch, replaced);
  if (!ended) noteAuthFailure("sign_in_interrupted");
  requireThat(ended, () => new Failure("session_ended"));
  return ended;
}

/** `admitSignIn` has verified the id token of an OpenID Connect provider. */
function signedTimeOf({ provider, id_token }: Account): Date | null {
  return configuredProvider(provider)?.relyingParty ? authenticatedAt(id_token ?? "") : null;
}

/** @returns the backend's own token as one JWE, or null when the backend issues none. */
async function exchangeForBackend(sessionId: string, { id_token }: Account) {
  const backend = configuredBackend();
  if (!backend?.kind.exchange || !id_token) return null;
  try {
    return await sealBackendToken(sessionId, await backend.kind.exchange(backend.url, id_token));
  } catch (error) {
    if (error instanceof Failure) noteAuthFailure(error.code);
    throw error;
  }
}

function tokensOf(account: Account): DatedTokens | null {
  if (!account.access_token || !account.expires_at) return null;
  return {
    accessToken: account.access_token,
    refreshToken: account.refresh_token ?? null,
    expiresAtMs: account.expires_at * 1000,
  };
}
