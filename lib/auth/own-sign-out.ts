import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { forgetSessionCookie, sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { getEnv } from "@/lib/env/env";
import { safeRedirectPath } from "@/lib/redirect-path";
import { endSession } from "@/lib/sessions/end-sessions";

/** @param options.redirect false to stay, and to get the address to go to instead */
export type SignOutOptions = { redirectTo?: string; redirect?: boolean };

/**
 * Auth.js's `signOut`, for server actions, by our own reading of the cookie. Its own one takes an unreadable jar, and a
 * database that fails, for a success.
 *
 * @returns the address to go to, where the caller did not want to be led there
 * @throws Failure `service_unavailable` when the session could not be ended; the cookie is still there then
 */
export async function ownSignOut(options: SignOutOptions = {}): Promise<{ redirect: string }> {
  await endThisSession();
  const { appOrigin } = getEnv();
  const wanted = options.redirectTo ?? (await headers()).get("referer") ?? "/";
  const address = `${appOrigin}${safeRedirectPath(wanted, appOrigin)}`;
  if (options.redirect ?? true) redirect(address);
  return { redirect: address };
}

/**
 * Ends the session that the request comes with. Every cookie of ours counts, should there be several.
 *
 * @throws Failure `service_unavailable` when it could not be ended; the cookie is still there then
 */
export async function endThisSession(): Promise<void> {
  for (const { sessionId } of await sessionCookiesOf(await headers())) {
    await endSession(sessionId);
  }
  forgetSessionCookie(await cookies());
}
