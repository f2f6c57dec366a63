import "client-only";
import type { Passkey as SdkPasskey } from "@beyondidentity/bi-sdk-js";
import { z } from "zod";
import { startSdk } from "@/lib/beyond-identity/browser/sdk";
import type { ClientSettings } from "@/lib/env/client-settings";
import "@/lib/zod-without-eval";

const KEY = "passkeys-here";
const schema = z.array(z.object({ localId: z.string(), cloudId: z.string() }));

/** A passkey in this browser, by its two ids. Neither is a secret. */
export type LocalPasskey = z.infer<typeof schema>[number];

/**
 * Saves the ids of the passkeys that the SDK has in this browser. Every sign-in lists them anyway, so other pages need
 * not load the SDK for the list.
 */
export function saveLocalPasskeys(passkeys: SdkPasskey[]): void {
  const ids = passkeys.map(({ id, passkeyId }) => ({ localId: id, cloudId: passkeyId }));
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without the list, the account page does not mark the passkeys of this browser and does not remove their copies.
  }
}

/** @returns the passkeys that the SDK had in this browser when it last listed them. */
export function localPasskeys(): LocalPasskey[] {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

/**
 * Removes this browser's copies of passkeys. It does not revoke them in the cloud, so revoke them there first.
 *
 * @throws PasskeyError
 */
export async function forgetLocalPasskeys(
  passkeys: LocalPasskey[],
  settings: ClientSettings,
): Promise<void> {
  const sdk = await startSdk(settings.allowedDomains);
  for (const { localId } of passkeys) await sdk.deletePasskey(localId);
  saveLocalPasskeys(await sdk.getPasskeys());
}
