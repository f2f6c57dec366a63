import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { hasWrongClock } from "@/lib/beyond-identity/browser/device-clock";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { startSdk } from "@/lib/beyond-identity/browser/sdk";
import { type SdkAction, toPasskeyError } from "@/lib/beyond-identity/browser/sdk-error";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Runs a task with the SDK, which is started first if needed.
 *
 * @throws PasskeyError for every error of the SDK
 */
export async function withSdk<T>(
  action: SdkAction,
  settings: ClientSettings,
  task: (sdk: Embedded) => Promise<T>,
): Promise<T> {
  try {
    return await task(await startSdk(settings.allowedDomains));
  } catch (error) {
    throw await checkClock(toPasskeyError(error, action));
  }
}

/**
 * Errors that a wrong clock of the device can cause. `link_used` is not one of them, because it does not depend on the
 * time.
 */
const CLOCK_DEPENDENT: PasskeyErrorCode[] = [
  "link_invalid",
  "link_expired",
  "request_expired",
  "request_invalid",
  "unknown",
];

async function checkClock(error: PasskeyError): Promise<PasskeyError> {
  const isClockError = CLOCK_DEPENDENT.includes(error.code) && (await hasWrongClock());
  return isClockError ? new PasskeyError("device_clock") : error;
}
