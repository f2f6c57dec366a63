import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { isFailure } from "@/lib/failure";
import { isConfiguredIssuer } from "@/lib/providers/providers";
import { livingSession } from "@/lib/recheck/living-session";
import { authPagePath } from "@/lib/redirect-path";
import { requestedPath } from "@/lib/request/requested-path";
import type { Session } from "@/lib/sessions/registry";

/** The person who is signed in. Issuer and identity id together are the key of the account (OIDC Core section 5.7). */
export type Account = {
  issuer: string;
  identityId: string;
  /** As the issuer says; nothing here proves that the mailbox is theirs. */
  email: string | null;
  name: string | null;
  /** Of the session that the request came with. */
  sessionId: string;
  signedInAt: Date;
  /** When they proved who they are, by the issuer's clock; null where the provider signs nothing. */
  authenticatedAt: Date | null;
  expiresAt: Date;
};

/**
 * Goes by the session cookie and the registry alone. Whatever else is in the jar, or wrong with Auth.js, signs nobody in
 * and nobody out.
 *
 * @param received headers of the request
 * @returns who is signed in, or null
 * @throws Failure `service_unavailable` when it cannot be known
 * @throws UnconfirmedError when the cloud could not confirm it for too long
 */
export async function accountOfRequest(received: Headers): Promise<Account | null> {
  for (const { sessionId } of await sessionCookiesOf(received)) {
    const session = await livingSession(sessionId);
    if (session && isConfiguredIssuer(session.issuer)) return accountOf(session);
  }
  return null;
}

/**
 * @returns who is signed in, or null; asked once for each request
 * @throws Failure `service_unavailable` when it cannot be known
 * @throws UnconfirmedError when the cloud could not confirm it for too long
 */
export const currentAccount = cache(async () => accountOfRequest(await headers()));

/** @returns who is signed in; null where that cannot be known, for pages that are of use to everybody. */
export async function accountIfKnown(): Promise<Account | null> {
  try {
    return await currentAccount();
  } catch (error) {
    if (isFailure(error, "service_unavailable")) return null;
    throw error;
  }
}

/**
 * @returns who is signed in; sends everybody else to the sign-in page, from which they come back
 * @throws Failure `service_unavailable`
 * @throws UnconfirmedError
 */
export async function requireAccount(): Promise<Account> {
  const account = await currentAccount();
  if (account) return account;
  redirect(authPagePath("/sign-in", { target: requestedPath(await headers()) }));
}

function accountOf(session: Session): Account {
  const { id, createdAt, issuer, identityId, email, name, authenticatedAt, expiresAt } = session;
  const person = { issuer, identityId, email, name };
  return { ...person, sessionId: id, signedInAt: createdAt, authenticatedAt, expiresAt };
}
