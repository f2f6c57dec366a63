import "server-only";
import { attemptHeaders } from "@/lib/auth/attempt";
import { sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { consume } from "@/lib/rate-limits/consume";
import { addressCounters } from "@/lib/rate-limits/limit";
import { SIGN_IN_LIMITS } from "@/lib/rate-limits/limits";
import { findSession, type Owner, type Session } from "@/lib/sessions/registry";

/** Younger sessions give no place of their own: a thief who signs in again and again would get one with each. */
const KNOWN_AFTER_MS = 10 * 60_000;

/**
 * Counts a sign-in to an account: by the client's address first, so that one device with a stolen passkey cannot use up what
 * the owner needs. A browser that has been signed in to the account for a while has a place of its own, whatever others do.
 *
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export async function limitSignIn(owner: Owner): Promise<void> {
  const known = await knownSessionOf(owner);
  if (known) {
    return consume([{ name: "callback:browser", limits: SIGN_IN_LIMITS.browser, who: known.id }]);
  }
  const who = `${owner.issuer} ${owner.identityId}`;
  await consume([
    ...addressCounters("callback:account", SIGN_IN_LIMITS.address, who),
    { name: "callback:account", limits: SIGN_IN_LIMITS.account, who },
  ]);
}

/** Each of them lets in once: the session that a browser had before ends with the sign-in. */
async function knownSessionOf({ issuer, identityId }: Owner): Promise<Session | null> {
  for (const { sessionId } of await sessionCookiesOf(attemptHeaders())) {
    const session = await findSession(sessionId);
    const isTheirs = session?.issuer === issuer && session.identityId === identityId;
    if (isTheirs && Date.now() - session.createdAt.getTime() > KNOWN_AFTER_MS) return session;
  }
  return null;
}
