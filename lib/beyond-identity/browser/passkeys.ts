import "client-only";
import type { AuthenticationMethod, Passkey as SdkPasskey } from "@beyondidentity/bi-sdk-js";
import { parseBindingLink } from "@/lib/beyond-identity/binding-link";
import { bindingAddress } from "@/lib/beyond-identity/browser/binding-address";
import {
  rememberChosenPasskey,
  takeChosenPasskey,
} from "@/lib/beyond-identity/browser/chosen-passkey";
import { listPasskeys } from "@/lib/beyond-identity/browser/list-passkeys";
import {
  requireOwnCallback,
  requireOwnRequest,
} from "@/lib/beyond-identity/browser/own-authentication";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { withSdk } from "@/lib/beyond-identity/browser/with-sdk";
import type { ClientSettings } from "@/lib/env/client-settings";
import { requireThat } from "@/lib/require-that";

/** A passkey in this browser, of this app's tenant and realm. */
export type Passkey = {
  /** The SDK's local id, not the cloud's. */
  id: string;
  username: string;
  displayName: string;
  keyType: "software" | "webauthn";
};

/** A sign-in that waits for a passkey or a code. */
export type Authentication = {
  /** The URL to continue with. The SDK may change the one that it was given. */
  authenticateUrl: string;
  passkeys: Passkey[];
  /** The passkey that was just created in this tab, if it is in the list. */
  chosenId: string | null;
  /** Whether the sign-in also accepts a code sent by email. */
  oneTimePassword: boolean;
};

/**
 * Creates a passkey in this browser and binds it to the identity that a binding link is for.
 *
 * @param address of the page, with everything that the link held
 * @throws PasskeyError
 */
export async function bindPasskey(address: string, settings: ClientSettings): Promise<Passkey> {
  const link = bindingAddress(address);
  const target = parseBindingLink(Object.fromEntries(new URL(link).searchParams));
  const linkInvalid = () => new PasskeyError("link_invalid");
  requireThat(target?.cloudOrigin === settings.cloudOrigin, linkInvalid);
  requireThat(target.tenantId === settings.tenantId, linkInvalid);
  requireThat(target.realmId === settings.realmId, linkInvalid);
  return withSdk("bind", settings, async (sdk) => {
    requireThat(sdk.isBindPasskeyUrl(link), linkInvalid);
    const { passkey } = await sdk.bindPasskey(link);
    await listPasskeys(sdk);
    rememberChosenPasskey(passkey.id);
    return toPasskey(passkey);
  });
}

/**
 * Reads the sign-in for which the cloud redirected the browser to this page. It does not complete the sign-in yet.
 *
 * @param address of the page, with its `request`
 * @throws PasskeyError
 */
export async function openAuthentication(
  address: string,
  settings: ClientSettings,
): Promise<Authentication> {
  requireOwnRequest(address, settings);
  return withSdk("authenticate", settings, async (sdk) => {
    requireThat(sdk.isAuthenticateUrl(address), () => new PasskeyError("request_invalid"));
    const [{ authUrl, authMethods }, all] = await Promise.all([
      sdk.getAuthenticationContext(address),
      listPasskeys(sdk),
    ]);
    const passkeys = all.filter((passkey) => isUsable(passkey, settings));
    const chosen = takeChosenPasskey();
    return {
      authenticateUrl: authUrl,
      passkeys: passkeys.map(toPasskey),
      chosenId: passkeys.some(({ id }) => id === chosen) ? chosen : null,
      oneTimePassword: authMethods?.some(isMail) ?? false,
    };
  });
}

/**
 * Completes a sign-in with a passkey.
 *
 * @returns the address to go to: the callback of this app, with the authorization code
 * @throws PasskeyError
 */
export async function authenticate(
  authenticateUrl: string,
  passkeyId: string,
  settings: ClientSettings,
): Promise<string> {
  return withSdk("authenticate", settings, async (sdk) => {
    const { redirectUrl } = await sdk.authenticate(authenticateUrl, passkeyId);
    requireOwnCallback(redirectUrl, settings);
    return redirectUrl;
  });
}

/** The SDK lists the passkeys of every tenant, and writes the state in lower case, contrary to its typings. */
function isUsable(passkey: SdkPasskey, { tenantId, realmId }: ClientSettings): boolean {
  return (
    passkey.tenant.id === tenantId &&
    passkey.realm.id === realmId &&
    passkey.state.toLowerCase() === "active"
  );
}

function isMail({ type }: AuthenticationMethod): boolean {
  return type === "email_one_time_password";
}

function toPasskey({ id, identity, keyType }: SdkPasskey): Passkey {
  return {
    id,
    username: identity.username,
    displayName: identity.displayName ?? identity.username,
    keyType: keyType === "webauthn" ? "webauthn" : "software",
  };
}
