import { type NextRequest, NextResponse } from "next/server";
import { hideBindingToken } from "@/lib/proxy/hide-binding-token";
import { pagePolicy } from "@/lib/proxy/page-policy";
import { redirectToAppOrigin } from "@/lib/proxy/redirect-to-app-origin";
import { REQUESTED_PATH_HEADER } from "@/lib/request/requested-path";

/**
 * Sets the Content-Security-Policy of pages and answers with an interstitial page where the address must change.
 * It is not a security boundary: every page, action and route checks access for itself.
 */
export function proxy(request: NextRequest): Response {
  const nonce = crypto.randomUUID();
  return interstitialFor(request, nonce) ?? withPolicy(request, nonce);
}

function interstitialFor(
  { method, headers, nextUrl }: NextRequest,
  nonce: string,
): Response | null {
  // Only page views are redirected. A redirect would lose the body of a form post.
  const otherOrigin = method === "GET" ? redirectToAppOrigin(headers, nonce) : null;
  return otherOrigin ?? hideBindingToken(nextUrl, nonce);
}

function withPolicy(request: NextRequest, nonce: string): NextResponse {
  const policy = pagePolicy(request.nextUrl.pathname, nonce);
  // Next.js reads the nonce for its own scripts from the policy in the request headers.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(REQUESTED_PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/static/|_next/image$|icon\\.svg$|favicon\\.ico$).*)",
      // `PREPARED_HEADER`. Next.js reads only literals here.
      missing: [{ type: "header", key: "x-page-is-prepared" }],
    },
  ],
};
