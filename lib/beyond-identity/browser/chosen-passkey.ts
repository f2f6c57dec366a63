import "client-only";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "passkey-just-bound";
const LIFETIME_MS = 2 * 60 * 1000;

/** Remembers, in this tab and for two minutes, which passkey a person has just made, to sign in with that one. */
export function rememberChosenPasskey(id: string): void {
  rememberInTab(KEY, id);
}

/** @returns the local id of the passkey just made, once. */
export function takeChosenPasskey(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
