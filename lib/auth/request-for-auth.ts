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
 * Auth.js shares its cookies and parameters with whatever else runs on the host, and fails altogether over one that it
 * cannot read. It gets to see the cookies that the app has set, and addresses of our own; all else counts as absent.
 *
 * @param request of `/api/auth/*`
 * @param body that came with it, where it is a form
 * @param signIn whose checks may be seen
 * @returns the request for Auth.js. A HEAD becomes a GET, which it is by definition (RFC 9110 section 9.3.2).
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
  const session = await livingFirst(await sessionCookiesOf(received));
  const checks = signIn ? [...(await checksFor(signIn)), landing(signIn.target)] : [];
  return cookieHeader([...csrf, ...session, ...checks]);
}

/** Auth.js reads the first of several. The one that somebody is signed in with must not stand behind a dead one. */
async function livingFirst(own: SessionCookie[]): Promise<SessionCookie[]> {
  if (own.length < 2) return own;
  for (const cookie of own) {
    if (await lookUpSession(cookie.sessionId)) {
      return [cookie, ...own.filter((other) => other !== cookie)];
    }
  }
  return own;
}

function landing(target: string): SentCookie {
  const { appOrigin } = getEnv();
  const { callbackUrl } = authCookieNames(appOrigin);
  return { name: callbackUrl, value: encodeURIComponent(`${appOrigin}${target}`) };
}
