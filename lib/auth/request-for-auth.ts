import "server-only";
import { NextRequest } from "next/server";
import { cookieHeader, cookiesOf } from "@/lib/auth/cookie-header";
import { authCookieNames } from "@/lib/auth/cookie-names";
import { sessionCookiesOf } from "@/lib/auth/session-cookie";
import { checkCookiesOf, targetOf } from "@/lib/auth/sign-in-cookies";
import { getEnv } from "@/lib/env";
import { safeRedirectPath } from "@/lib/redirect-path";

/**
 * Auth.js shares its cookies and parameters with whatever else runs on the host, and fails altogether over one that it
 * cannot read. It gets to see the cookies that the app has set, and addresses of our own; all else counts as absent.
 *
 * @param request of `/api/auth/*`
 * @param state of the sign-in whose checks may be seen; null leaves them out
 * @returns the request for Auth.js. A HEAD becomes a GET, which it is by definition (RFC 9110 section 9.3.2).
 */
export async function requestForAuth(
  request: NextRequest,
  state: string | null,
): Promise<NextRequest> {
  const headers = new Headers(request.headers);
  headers.set("cookie", await cookiesForAuth(request.headers, state));
  const { method, body } = request;
  return new NextRequest(addressForAuth(request.url), {
    method: method === "HEAD" ? "GET" : method,
    headers,
    ...(body === null ? {} : { body, duplex: "half" as const }),
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

async function cookiesForAuth(received: Headers, state: string | null): Promise<string> {
  const { appOrigin } = getEnv();
  const names = authCookieNames(appOrigin);
  const sent = cookiesOf(received);
  const csrf = sent.filter(({ name }) => name === names.csrfToken).slice(0, 1);
  const session = (await sessionCookiesOf(received)).slice(0, 1);
  const target = state === null ? [] : [ownTarget(received, state)];
  const checks = state === null ? [] : checkCookiesOf(sent, state);
  return cookieHeader([...csrf, ...session, ...checks, ...target]);

  function ownTarget(headers: Headers, ofState: string) {
    const address = `${appOrigin}${targetOf(headers, ofState)}`;
    return { name: names.callbackUrl, value: encodeURIComponent(address) };
  }
}
