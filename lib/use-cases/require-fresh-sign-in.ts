import { requireThat } from "@/lib/require-that";
import type { Account } from "@/lib/session";
import { FRESH_SIGN_IN_MS } from "@/lib/sessions/limits";
import { SessionError } from "@/lib/sessions/session-error";

/**
 * Holds back what changes how one can get into an account, or who is in it, until the person has proved again that it is
 * them (ASVS 5.0, 7.5.1 and 7.5.2): a session left open, or a copied cookie, must not be enough.
 *
 * @throws SessionError `fresh_sign_in_required`
 */
export function requireFreshSignIn({ signedInAt }: Account): void {
  requireThat(
    Date.now() - signedInAt.getTime() <= FRESH_SIGN_IN_MS,
    () => new SessionError("fresh_sign_in_required"),
  );
}
