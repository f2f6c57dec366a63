import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { startSdk } from "@/lib/beyond-identity/sdk";
import { type SdkAction, toPasskeyError } from "@/lib/beyond-identity/sdk-error";
import type { ClientSettings } from "@/lib/client-settings";

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
    throw toPasskeyError(error, action);
  }
}
