import "client-only";
import { rememberInTab, takeFromTab } from "@/lib/tab-memory";

const KEY = "passkey-binding-token";
const LIFETIME_MS = 10 * 60 * 1000;

/**
 * Keeps, in this tab and for ten minutes, the token that a sign-in with a code came with. It makes one passkey of the
 * person who signed in, and our server never gets to see it.
 */
export function rememberBindingToken(token: string): void {
  rememberInTab(KEY, token);
}

/** @returns the token of the last sign-in with a code, once. */
export function takeBindingToken(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
