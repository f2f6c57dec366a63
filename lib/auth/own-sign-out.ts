import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { forgetSessionCookie, sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { getEnv } from "@/lib/env/env";
import { safeRedirectPath } from "@/lib/redirect-path";
import { endSession } from "@/lib/sessions/end-sessions";

/** `redirect: false` returns the address instead of redirecting to it. */
export type SignOutOptions = { redirectTo?: string; redirect?: boolean };

/**
 * Replaces Auth.js's `signOut` for server actions. The original reports success even when it cannot read the cookies or
 * the database fails.
 *
 * @returns the address to go to, when `redirect` is false
 * @throws Failure `service_unavailable` when the session could not be ended. The browser keeps the cookie then.
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
 * Ends the session of the current request. When there are several valid session cookies, it ends all of their sessions.
 *
 * @throws Failure `service_unavailable` when a session could not be ended. The browser keeps the cookie then.
 */
export async function endThisSession(): Promise<void> {
  for (const { sessionId } of await sessionCookiesOf(await headers())) {
    await endSession(sessionId);
  }
  forgetSessionCookie(await cookies());
}
