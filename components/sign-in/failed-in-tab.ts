import "client-only";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { recallFromTab, rememberInTab } from "@/lib/browser/tab-memory";

const KEY = "sign-in-failed";
const LIFETIME_MS = 10 * 60 * 1000;

/** Failures that may come from the way in which the sign-in was begun. */
const OF_THE_CLOUD: PasskeyErrorCode[] = [
  ...(["cloud_error", "cloud_unreachable", "denied"] as const),
  ...(["request_expired", "request_invalid", "unknown"] as const),
];

/** Notes that the cloud has not accepted a sign-in in this tab. The next ones then begin with a page of the cloud. */
export function noteFailedSignIn(code: PasskeyErrorCode): void {
  if (OF_THE_CLOUD.includes(code)) rememberInTab(KEY, code);
}

/** @returns whether the cloud has not accepted a sign-in in this tab within the last ten minutes. */
export function hasFailedInTab(): boolean {
  return recallFromTab(KEY, LIFETIME_MS) !== null;
}
