import "client-only";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "passkey-just-bound";
const LIFETIME_MS = 2 * 60 * 1000;

/**
 * Stores, in this tab and for two minutes, which passkey the user has just created, so that the sign-in uses that one.
 */
export function rememberChosenPasskey(id: string): void {
  rememberInTab(KEY, id);
}

/** @returns the local id of the passkey that was just created, and forgets it. */
export function takeChosenPasskey(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
