import "client-only";
import { AUTHENTICATE_PATH } from "@/lib/beyond-identity/authenticate-path";
import { within } from "@/lib/within";

const TIMEOUT_MS = 5_000;

/**
 * Sends an authorization request (OpenID Connect Core section 3.1.2.1) without leaving the page. The cloud redirects to
 * this app's own page, so that the address of its response is that of the sign-in to complete.
 *
 * @param address of the authorization request
 * @param leaving aborted when the user leaves
 * @returns the address of the sign-in, or null when the browser has to open the authorization request as a page: after a
 * refusal, after five seconds, and when the cloud does not let this page read its response (CORS)
 */
export async function authorizeHere(address: string, leaving: AbortSignal): Promise<string | null> {
  const request = { credentials: "omit", cache: "no-store", signal: leaving } as const;
  const response = await within(
    TIMEOUT_MS,
    fetch(address, request).catch(() => null),
  );
  if (response === null) return null;
  const { origin, pathname } = new URL(response.url);
  const isOwn = origin === window.location.origin && pathname === AUTHENTICATE_PATH;
  return isOwn ? response.url : null;
}
