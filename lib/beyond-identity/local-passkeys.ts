import "client-only";
import { startSdk } from "@/lib/beyond-identity/sdk";
import type { ClientSettings } from "@/lib/client-settings";

/** A passkey in this browser, by its two ids. */
export type LocalPasskey = { localId: string; cloudId: string };

/**
 * @returns the passkeys in this browser that are of this app's tenant and realm, whoever they are of
 * @throws PasskeyError
 */
export async function listLocalPasskeys(settings: ClientSettings): Promise<LocalPasskey[]> {
  const sdk = await startSdk(settings.allowedDomains);
  const passkeys = await sdk.getPasskeys();
  return passkeys
    .filter(({ tenant, realm }) => tenant.id === settings.tenantId && realm.id === settings.realmId)
    .map(({ id, passkeyId }) => ({ localId: id, cloudId: passkeyId }));
}

/**
 * Removes this browser's copy of a passkey. The cloud is not told: revoke it there first.
 *
 * @throws PasskeyError
 */
export async function forgetLocalPasskey(localId: string, settings: ClientSettings): Promise<void> {
  const sdk = await startSdk(settings.allowedDomains);
  await sdk.deletePasskey(localId);
}
