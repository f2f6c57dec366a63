import type { Account } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";

/** How far the clocks of two servers may differ. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Requires a recent sign-in before a change to how a user signs in, or to their sessions (ASVS 5.0, 7.5.1 and 7.5.2). A
 * session left open, or a copied cookie, is not enough. Neither is a sign-in that a provider allowed because the user had
 * authenticated there some time ago.
 *
 * @throws Failure `fresh_sign_in_required`
 */
export function requireFreshSignIn({ signedInAt, authenticatedAt }: Account): void {
  const stale = () => new Failure("fresh_sign_in_required");
  requireThat(isFresh(signedInAt, FRESH_SIGN_IN_MS), stale);
  const longest = FRESH_SIGN_IN_MS + CLOCK_TOLERANCE_MS;
  requireThat(authenticatedAt === null || isFresh(authenticatedAt, longest), stale);
}

function isFresh(at: Date, longest: number): boolean {
  const age = Date.now() - at.getTime();
  return age >= -CLOCK_TOLERANCE_MS && age <= longest;
}
