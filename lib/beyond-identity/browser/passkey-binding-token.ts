import "client-only";
import { forgetInTab, recallFromTab, rememberInTab } from "@/lib/browser/tab-memory";

const TOKEN = "passkey-binding-token";
const EMAIL = "passkey-binding-email";
const OWNER = "passkey-binding-session";
const LIFETIME_MS = 10 * 60 * 1000;

/**
 * Keeps, in this tab and for ten minutes, the token that a sign-in with a code came with. It makes one passkey of the
 * person who signed in, and our server never gets to see it.
 *
 * @param email the code was sent to
 */
export function rememberBindingToken(token: string, email: string): void {
  forgetInTab(OWNER);
  rememberInTab(EMAIL, email);
  rememberInTab(TOKEN, token);
}

/**
 * @param email of the person who asks, whose token it must be
 * @param sessionId of the session that asks: the first one to do so came of that sign-in, and no other gets the token
 * @returns the token of the last sign-in with a code, until it is forgotten
 */
export function bindingTokenFor(email: string | null, sessionId: string): string | null {
  const token = recallFromTab(TOKEN, LIFETIME_MS);
  if (token === null || recallFromTab(EMAIL, LIFETIME_MS) !== email) return null;
  const owner = recallFromTab(OWNER, LIFETIME_MS);
  if (owner === null) rememberInTab(OWNER, sessionId);
  return owner === null || owner === sessionId ? token : null;
}

/** Forgets the token: it is used up, or not wanted. */
export function forgetBindingToken(): void {
  forgetInTab(TOKEN);
  forgetInTab(EMAIL);
  forgetInTab(OWNER);
}
