import "client-only";
import { forgetInTab, recallFromTab, rememberInTab } from "@/lib/tab-memory";

const TOKEN = "passkey-binding-token";
const OWNER = "passkey-binding-session";
const LIFETIME_MS = 10 * 60 * 1000;

/**
 * Keeps, in this tab and for ten minutes, the token that a sign-in with a code came with. It makes one passkey of the
 * person who signed in, and our server never gets to see it.
 */
export function rememberBindingToken(token: string): void {
  forgetInTab(OWNER);
  rememberInTab(TOKEN, token);
}

/**
 * @param sessionId of the session that asks: the first one to do so came of that sign-in, and no other gets the token
 * @returns the token of the last sign-in with a code, until it is forgotten
 */
export function bindingTokenFor(sessionId: string): string | null {
  const token = recallFromTab(TOKEN, LIFETIME_MS);
  if (token === null) return null;
  const owner = recallFromTab(OWNER, LIFETIME_MS);
  if (owner === null) rememberInTab(OWNER, sessionId);
  return owner === null || owner === sessionId ? token : null;
}

/** Forgets the token: it is used up, or not wanted. */
export function forgetBindingToken(): void {
  forgetInTab(TOKEN);
  forgetInTab(OWNER);
}
