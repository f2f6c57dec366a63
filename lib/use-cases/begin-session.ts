import "server-only";
import type { Account, User } from "next-auth";
import { recordEvent } from "@/lib/audit/audit";
import { sessionCookiesOf } from "@/lib/auth/session-cookie";
import { attemptHeaders, noteAuthFailure, noteBegunSession } from "@/lib/auth-attempt";
import { BackendError } from "@/lib/backend/backend-error";
import { configuredBackend } from "@/lib/backend/configured-backend";
import { getEnv } from "@/lib/env";
import { issuerOf } from "@/lib/providers/providers";
import { requestContext } from "@/lib/request-context";
import type { BackendToken } from "@/lib/sessions/backend-token";
import { endSession } from "@/lib/sessions/end-sessions";
import { createSession, type Session } from "@/lib/sessions/registry";
import type { DatedTokens } from "@/lib/sessions/session-tokens";
import { revokeStaleLinksLater } from "@/lib/use-cases/mail-binding-link";

/**
 * Begins the session of somebody whose sign-in has been verified, under a new id. The session that this browser had
 * before ends, whoever it was of.
 *
 * @param account what Auth.js made of the token endpoint's answer
 * @param user what it made of the id token
 * @throws BackendError when the backend does not take the sign-in; there is no half of a session then
 * @throws DatabaseError
 */
export async function beginSession(account: Account, user: User): Promise<Session> {
  const issuer = issuerOf(account.provider) ?? "";
  const isOurs = issuer === getEnv().issuer;
  const session = await createSession(
    {
      // Without an adapter Auth.js makes up a new user id at each sign-in; the account is issuer and subject.
      issuer,
      identityId: account.providerAccountId,
      email: user.email ?? null,
      name: user.name ?? null,
      userAgent: requestContext().userAgent,
    },
    // Another provider's tokens are good for nothing here, and are not kept.
    isOurs ? tokensOf(account) : null,
    isOurs ? await exchangeForBackend(account) : null,
  );
  noteBegunSession(session.id);
  const replaced = await sessionCookiesOf(attemptHeaders());
  for (const { sessionId } of replaced) await endSession(sessionId, "session_ended");
  await recordEvent("signed_in", { owner: session, sessionId: session.id });
  if (isOurs) revokeStaleLinksLater(session.identityId);
  return session;
}

/** @returns the backend's own token, where it gives one out for an id token. */
async function exchangeForBackend({ id_token }: Account): Promise<BackendToken | null> {
  const backend = configuredBackend();
  if (!backend?.kind.exchange || !id_token) return null;
  try {
    return await backend.kind.exchange(backend.url, id_token);
  } catch (error) {
    if (error instanceof BackendError) noteAuthFailure(error.code);
    throw error;
  }
}

function tokensOf(account: Account): DatedTokens | null {
  if (!account.access_token || !account.expires_at) return null;
  return {
    accessToken: account.access_token,
    refreshToken: account.refresh_token ?? null,
    expiresAt: new Date(account.expires_at * 1000),
  };
}
