import "client-only";
import { parseAuthenticationRequest } from "@/lib/beyond-identity/authentication-request";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import type { ClientSettings } from "@/lib/env/client-settings";
import { requireThat } from "@/lib/require-that";

/**
 * @param address of a page with a sign-in `request`
 * @throws PasskeyError `request_invalid` unless the request is from the configured application and redirects back to
 * this app
 */
export function requireOwnRequest(address: string, settings: ClientSettings): void {
  const request = parseAuthenticationRequest(address);
  requireThat(request?.cloudOrigin === settings.cloudOrigin, requestInvalid);
  requireThat(request.tenantId === settings.tenantId, requestInvalid);
  requireThat(request.realmId === settings.realmId, requestInvalid);
  requireThat(
    settings.applicationId === null || request.applicationId === settings.applicationId,
    requestInvalid,
  );
  requireThat(request.redirectUri === settings.callbackUrl, requestInvalid);
}

/**
 * @param address to which the SDK would send the browser after a sign-in
 * @throws PasskeyError `request_invalid` unless it is the callback of this app
 */
export function requireOwnCallback(address: string, settings: ClientSettings): void {
  const { origin, pathname } = new URL(address);
  requireThat(`${origin}${pathname}` === settings.callbackUrl, requestInvalid);
}

function requestInvalid(): PasskeyError {
  return new PasskeyError("request_invalid");
}
