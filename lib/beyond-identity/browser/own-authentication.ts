import "client-only";
import { parseAuthenticationRequest } from "@/lib/beyond-identity/authentication-request";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import type { ClientSettings } from "@/lib/env/client-settings";
import { requireThat } from "@/lib/require-that";

/**
 * @param address of a page with a sign-in `request`
 * @throws PasskeyError `request_invalid` unless our own application asks, and the answer will come back to it
 */
export function requireOwnRequest(address: string, settings: ClientSettings): void {
  const request = parseAuthenticationRequest(address);
  requireThat(request?.cloudOrigin === settings.cloudOrigin, foreign);
  requireThat(request.tenantId === settings.tenantId, foreign);
  requireThat(request.realmId === settings.realmId, foreign);
  requireThat(
    settings.applicationId === null || request.applicationId === settings.applicationId,
    foreign,
  );
  requireThat(request.redirectUri === settings.callbackUrl, foreign);
}

/**
 * @param address where the SDK wants the browser to go after a sign-in
 * @throws PasskeyError `request_invalid` unless that is our own callback
 */
export function requireOwnCallback(address: string, settings: ClientSettings): void {
  const { origin, pathname } = new URL(address);
  requireThat(`${origin}${pathname}` === settings.callbackUrl, foreign);
}

function foreign(): PasskeyError {
  return new PasskeyError("request_invalid");
}
