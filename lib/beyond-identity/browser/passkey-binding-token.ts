import "client-only";
import { forgetInTab, recallFromTab, rememberInTab } from "@/lib/browser/tab-memory";

const TOKEN = "passkey-binding-token";
const EMAIL = "passkey-binding-email";
const OWNER = "passkey-binding-session";
const LIFETIME_MS = 10 * 60 * 1000;

/**
 * Stores, in this tab and for ten minutes, the token that came with a sign-in by code. The token creates one passkey
 * for the user who signed in, and never reaches our server.
 *
 * @param email the address that the code was sent to
 */
export function rememberBindingToken(token: string, email: string): void {
  forgetInTab(OWNER);
  rememberInTab(EMAIL, email);
  rememberInTab(TOKEN, token);
}

/**
 * @param email of the signed-in user. The token is returned only when the code was sent to this address.
 * @param sessionId of the current session. The first session that asks is the one of that sign-in, and no other gets
 * the token.
 * @returns the token of the last sign-in with a code, or null
 */
export function bindingTokenFor(email: string | null, sessionId: string): string | null {
  const token = recallFromTab(TOKEN, LIFETIME_MS);
  // The code was sent to the address in lower case. The directory may write it otherwise.
  if (token === null || recallFromTab(EMAIL, LIFETIME_MS) !== email?.toLowerCase()) return null;
  const owner = recallFromTab(OWNER, LIFETIME_MS);
  if (owner === null) rememberInTab(OWNER, sessionId);
  return owner === null || owner === sessionId ? token : null;
}

/** Removes the token once it is used or the user declines. */
export function forgetBindingToken(): void {
  forgetInTab(TOKEN);
  forgetInTab(EMAIL);
  forgetInTab(OWNER);
}
