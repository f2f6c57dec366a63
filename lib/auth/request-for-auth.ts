import "server-only";
import { NextRequest } from "next/server";
import { cookieHeader, cookiesOf, type SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { type SessionCookie, sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { checksFor, type SignIn } from "@/lib/auth/cookies/sign-in-cookie";
import { lookUpSession } from "@/lib/auth/session-lookup";
import { getEnv } from "@/lib/env/env";
import { safeRedirectPath } from "@/lib/redirect-path";

/**
 * Copies a request for Auth.js with only the cookies that this app has set and redirect targets on this app. Other
 * software on the host can set cookies too, and Auth.js fails on a cookie or parameter that it cannot read.
 *
 * @param request for `/api/auth/*`
 * @param body of the request when it is a form, else null
 * @param signIn the pending sign-in whose checks Auth.js needs, for a callback
 * @returns the copy. A HEAD becomes a GET, because the two have the same semantics (RFC 9110 section 9.3.2).
 */
export async function requestForAuth(
  request: NextRequest,
  body: string | null,
  signIn: SignIn | null = null,
): Promise<NextRequest> {
  const headers = new Headers(request.headers);
  headers.set("cookie", await cookiesForAuth(request.headers, signIn));
  const { method } = request;
  return new NextRequest(addressForAuth(request.url), {
    method: method === "HEAD" ? "GET" : method,
    headers,
    ...(body === null ? {} : { body }),
  });
}

function addressForAuth(address: string): string {
  const { appOrigin } = getEnv();
  const url = new URL(address);
  const wanted = url.searchParams.get("callbackUrl");
  if (wanted !== null) {
    url.searchParams.set("callbackUrl", `${appOrigin}${safeRedirectPath(wanted, appOrigin)}`);
  }
  return url.href;
}

async function cookiesForAuth(received: Headers, signIn: SignIn | null): Promise<string> {
  const { csrfToken } = authCookieNames(getEnv().appOrigin);
  const sent = cookiesOf(received);
  const csrf = sent.filter(({ name }) => name === csrfToken).slice(0, 1);
  const session = await activeFirst(await sessionCookiesOf(received));
  const checks = signIn ? [...(await checksFor(signIn)), callbackUrlCookie(signIn.target)] : [];
  return cookieHeader([...csrf, ...session, ...checks]);
}

/**
 * Auth.js reads only the first session cookie, so one with an active session must come before those of ended sessions.
 */
async function activeFirst(own: SessionCookie[]): Promise<SessionCookie[]> {
  if (own.length < 2) return own;
  for (const cookie of own) {
    if (await lookUpSession(cookie.sessionId)) {
      return [cookie, ...own.filter((other) => other !== cookie)];
    }
  }
  return own;
}

function callbackUrlCookie(target: string): SentCookie {
  const { appOrigin } = getEnv();
  const { callbackUrl } = authCookieNames(appOrigin);
  return { name: callbackUrl, value: encodeURIComponent(`${appOrigin}${target}`) };
}
