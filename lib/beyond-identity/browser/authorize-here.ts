import "client-only";
import { AUTHENTICATE_PATH } from "@/lib/beyond-identity/authenticate-path";

const TIMEOUT_MS = 5_000;

/**
 * Sends an authorization request (OpenID Connect Core section 3.1.2.1) without leaving the page. The cloud redirects to
 * this app's own page, so that the address of its response is that of the sign-in to complete.
 *
 * @param address of the authorization request
 * @returns the address of the sign-in, or null when the browser has to open the authorization request as a page. That is
 * so for a refusal, and for a cloud that does not let this page read its response (CORS).
 */
export async function authorizeHere(address: string): Promise<string | null> {
  try {
    const { url } = await fetch(address, {
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { origin, pathname } = new URL(url);
    return origin === window.location.origin && pathname === AUTHENTICATE_PATH ? url : null;
  } catch {
    return null;
  }
}
