import "server-only";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { sealSessionCookie, sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { accountOfRequest } from "@/lib/auth/current-account";
import { asSession } from "@/lib/auth/own-auth";
import { endLookedUpSession } from "@/lib/auth/session-lookup";
import { getEnv } from "@/lib/env/env";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";

/**
 * Answers with the session, or null. The cookie of an ended session is removed.
 *
 * @throws Failure `service_unavailable`
 */
export async function answerSession(headers: Headers): Promise<Response> {
  const account = await accountOfRequest(headers);
  const kept = new Headers({ "cache-control": "private, no-cache, no-store" });
  if (account) kept.set("set-cookie", cookieLine(await sealSessionCookie(account.sessionId)));
  else if ((await sessionCookiesOf(headers)).length > 0) kept.set("set-cookie", cookieLine(null));
  return Response.json(asSession(account), { headers: kept });
}

/** Ends the sessions of all valid cookies. @returns the line that removes the cookie */
export async function endSessionsOf(headers: Headers): Promise<string> {
  for (const { sessionId } of await sessionCookiesOf(headers)) await endLookedUpSession(sessionId);
  return cookieLine(null);
}

function cookieLine(value: string | null): string {
  const { appOrigin } = getEnv();
  const name = authCookieNames(appOrigin).sessionToken;
  return setCookieLine(name, value, ABSOLUTE_LIMIT_MS / 1000, appOrigin);
}
