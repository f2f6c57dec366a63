import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { hasWrongClock } from "@/lib/beyond-identity/browser/device-clock";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { startSdk } from "@/lib/beyond-identity/browser/sdk";
import { type SdkAction, toPasskeyError } from "@/lib/beyond-identity/browser/sdk-error";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Runs a task with the SDK.
 *
 * @throws PasskeyError whatever the SDK throws
 */
export async function withSdk<T>(
  action: SdkAction,
  settings: ClientSettings,
  task: (sdk: Embedded) => Promise<T>,
): Promise<T> {
  try {
    return await task(await startSdk(settings.allowedDomains));
  } catch (error) {
    throw await orClockError(toPasskeyError(error, action));
  }
}

/** What the SDK and the cloud say where times do not fit. A link that is used up stays so by every clock. */
const MAY_BE_THE_CLOCK: PasskeyErrorCode[] = [
  "link_invalid",
  "link_expired",
  "request_expired",
  "request_invalid",
  "unknown",
];

async function orClockError(error: PasskeyError): Promise<PasskeyError> {
  const isTheClock = MAY_BE_THE_CLOCK.includes(error.code) && (await hasWrongClock());
  return isTheClock ? new PasskeyError("device_clock") : error;
}
