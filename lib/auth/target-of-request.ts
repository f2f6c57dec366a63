import "server-only";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { newestSignInOf, signInOf, targetOf } from "@/lib/auth/cookies/sign-in-cookie";
import { stateOfRequest } from "@/lib/beyond-identity/authentication-request";

/**
 * @param headers of the request for `/bi-authenticate`
 * @param request the sign-in request in its address, as it came
 * @returns where that sign-in is to land; where the newest of this browser is, if the request does not tell which it is
 */
export async function targetOfRequest(headers: Headers, request: unknown): Promise<string> {
  const sent = cookiesOf(headers);
  const state = stateOfRequest(request);
  return targetOf(state === null ? await newestSignInOf(sent) : await signInOf(sent, state));
}
