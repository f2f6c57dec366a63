import "server-only";
import type { Account, User } from "next-auth";
import { recordEvent } from "@/lib/audit/audit";
import { attemptHeaders } from "@/lib/auth-attempt";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { getEnv } from "@/lib/env";
import { later } from "@/lib/later";
import { requestContext } from "@/lib/request-context";
import { sessionIdOfCookie } from "@/lib/sessions/cookie-session-id";
import { endSession } from "@/lib/sessions/end-sessions";
import { createSession, type Session } from "@/lib/sessions/registry";
import type { DatedTokens } from "@/lib/sessions/session-tokens";
import { LINK_LIFETIME_MS } from "@/lib/use-cases/inspect-binding-link";
import { revokePendingLinks } from "@/lib/use-cases/mail-binding-link";

/**
 * Begins the session of somebody whose sign-in has been verified, under a new id. The session that this browser had
 * before ends, whoever it was of.
 *
 * @param account what Auth.js made of the token endpoint's answer
 * @param user what it made of the id token
 * @throws DatabaseError
 */
export async function beginSession(account: Account, user: User): Promise<Session> {
  const session = await createSession(
    {
      // Without an adapter Auth.js makes up a new user id at each sign-in; the account is issuer and subject.
      issuer: getEnv().issuer,
      identityId: account.providerAccountId,
      email: user.email ?? null,
      name: user.name ?? null,
      userAgent: requestContext().userAgent,
    },
    tokensOf(account),
  );
  const replaced = await sessionIdOfCookie(attemptHeaders());
  if (replaced) await endSession(replaced, "session_ended");
  await recordEvent("signed_in", { owner: session, sessionId: session.id });
  closeOldLinks(session.identityId);
  return session;
}

/** The cloud would take a link for days; whoever signs in needs no old one any more. */
function closeOldLinks(identityId: string): void {
  later(async () => {
    try {
      await revokePendingLinks(managementApi(), identityId, LINK_LIFETIME_MS);
    } catch (error) {
      if (!(error instanceof BeyondIdentityError)) throw error;
    }
  });
}

function tokensOf(account: Account): DatedTokens | null {
  if (!account.access_token || !account.expires_at) return null;
  return {
    accessToken: account.access_token,
    refreshToken: account.refresh_token ?? null,
    expiresAt: new Date(account.expires_at * 1000),
  };
}
