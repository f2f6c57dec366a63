import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { isFailure } from "@/lib/failure";
import { isConfiguredIssuer } from "@/lib/providers/providers";
import { activeSession } from "@/lib/recheck/active-session";
import { authPagePath } from "@/lib/redirect-path";
import { requestedPath } from "@/lib/request/requested-path";
import type { Session } from "@/lib/sessions/registry";

/** The signed-in user. Issuer and identity id together are the key of the account (OIDC Core section 5.7). */
export type Account = {
  issuer: string;
  identityId: string;
  /** As the issuer reports it. The app does not verify that the user owns the mailbox. */
  email: string | null;
  name: string | null;
  /** The session of the current request. */
  sessionId: string;
  signedInAt: Date;
  /** When the user authenticated, by the issuer's clock. Null for providers without id tokens. */
  authenticatedAt: Date | null;
  expiresAt: Date;
};

/**
 * Finds the signed-in user by the session cookie and the session registry alone. Other cookies, and failures of
 * Auth.js, have no effect.
 *
 * @param received headers of the request
 * @returns the account, or null when the user is not signed in
 * @throws Failure `service_unavailable` when the database fails
 * @throws UnconfirmedError when the cloud has not confirmed the session for too long
 */
export async function accountOfRequest(received: Headers): Promise<Account | null> {
  for (const { sessionId } of await sessionCookiesOf(received)) {
    const session = await activeSession(sessionId);
    if (session && isConfiguredIssuer(session.issuer)) return accountOf(session);
  }
  return null;
}

/**
 * Finds the signed-in user of the current request. The result is cached for the request.
 *
 * @returns the account, or null when the user is not signed in
 * @throws Failure `service_unavailable` when the database fails
 * @throws UnconfirmedError when the cloud has not confirmed the session for too long
 */
export const currentAccount = cache(async () => accountOfRequest(await headers()));

/**
 * @returns the account, or null when the user is not signed in or the database fails. For pages that also work signed
 * out.
 */
export async function accountIfKnown(): Promise<Account | null> {
  try {
    return await currentAccount();
  } catch (error) {
    if (isFailure(error, "service_unavailable")) return null;
    throw error;
  }
}

/**
 * Redirects to the sign-in page when the user is not signed in. After signing in they return to the current page.
 *
 * @throws Failure `service_unavailable` when the database fails
 * @throws UnconfirmedError when the cloud has not confirmed the session for too long
 */
export async function requireAccount(): Promise<Account> {
  const account = await currentAccount();
  if (account) return account;
  redirect(authPagePath("/sign-in", { target: requestedPath(await headers()) }));
}

/** Not part of the account, so that a page cannot pass it to the browser. */
const rows = new WeakMap<Account, Session>();

/** @returns the row of the registry that a request's account was read from, or undefined for any other account. */
export function sessionOf(account: Account): Session | undefined {
  return rows.get(account);
}

function accountOf(session: Session): Account {
  const { id, createdAt, issuer, identityId, email, name, authenticatedAt, expiresAt } = session;
  const person = { issuer, identityId, email, name };
  const account = { ...person, sessionId: id, signedInAt: createdAt, authenticatedAt, expiresAt };
  rows.set(account, session);
  return account;
}
