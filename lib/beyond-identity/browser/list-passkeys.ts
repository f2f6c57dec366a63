import "client-only";
import type { Embedded, Passkey as SdkPasskey } from "@beyondidentity/bi-sdk-js";
import {
  clearRevoked,
  notedRevoked,
  saveLocalPasskeys,
} from "@/lib/beyond-identity/browser/local-passkeys";
import { startSdk } from "@/lib/beyond-identity/browser/sdk";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Removes this browser's copies of the passkeys that were noted as revoked. It does not revoke them in the cloud, so
 * revoke them there first.
 *
 * @throws PasskeyError
 */
export async function forgetRevoked(settings: ClientSettings): Promise<void> {
  await listPasskeys(await startSdk(settings.allowedDomains));
}

/** @returns the passkeys in this browser without the revoked ones, whose copies it removes. */
export async function listPasskeys(sdk: Embedded): Promise<SdkPasskey[]> {
  const revoked = notedRevoked();
  const all = await sdk.getPasskeys();
  const useful = all.filter(({ passkeyId }) => !revoked.includes(passkeyId));
  const useless = all.filter((passkey) => !useful.includes(passkey));
  const removals = await Promise.allSettled(useless.map(({ id }) => sdk.deletePasskey(id)));
  if (removals.every(({ status }) => status === "fulfilled")) clearRevoked();
  saveLocalPasskeys(useful);
  return useful;
}
