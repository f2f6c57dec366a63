import "server-only";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { newestSignInOf, signInOf, targetOf } from "@/lib/auth/cookies/sign-in-cookie";
import { stateOfRequest } from "@/lib/beyond-identity/authentication-request";

/**
 * @param headers of the request for `/bi-authenticate`
 * @param request the `request` parameter of its address, not yet validated
 * @returns where the user lands after that sign-in. When the parameter does not identify a sign-in, the target of the
 * newest one in this browser.
 */
export async function targetOfRequest(headers: Headers, request: unknown): Promise<string> {
  const sent = cookiesOf(headers);
  const state = stateOfRequest(request);
  return targetOf(state === null ? await newestSignInOf(sent) : await signInOf(sent, state));
}
