import "client-only";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "sign-in-failed";
const LIFETIME_MS = 10 * 60 * 1000;

/** Failures that may come from the way on which the sign-in was begun. */
const OF_THE_CLOUD: PasskeyErrorCode[] = [
  "denied",
  "request_expired",
  "request_invalid",
  "unknown",
];

/** Notes, in this tab, that the cloud did not accept a sign-in. The next one then begins with a page of the cloud. */
export function noteFailedSignIn(code: PasskeyErrorCode): void {
  if (OF_THE_CLOUD.includes(code)) rememberInTab(KEY, code);
}

/** @returns whether the last sign-in in this tab has failed, and forgets it. */
export function takeFailedSignIn(): boolean {
  return takeFromTab(KEY, LIFETIME_MS) !== null;
}
