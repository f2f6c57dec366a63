import type { Account } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";

/** By which the clocks of two servers may differ. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Holds back what changes how one can get into an account, or who is in it, until the person has proved again that it is
 * them (ASVS 5.0, 7.5.1 and 7.5.2): a session left open, or a copied cookie, must not be enough. Nor is a sign-in that a
 * provider let through because the person had proved it there some time ago.
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
