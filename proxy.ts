import { type NextRequest, NextResponse } from "next/server";
import { getEnv } from "@/lib/env/env";
import { otherProviders } from "@/lib/providers/providers";
import { contentSecurityPolicy } from "@/lib/proxy/content-security-policy";
import { hideBindingToken } from "@/lib/proxy/hide-binding-token";
import { redirectToAppOrigin } from "@/lib/proxy/redirect-to-app-origin";
import { REQUESTED_PATH_HEADER } from "@/lib/request/requested-path";

/**
 * Comfort and hardening for pages. It is no security boundary: every page, action and route checks for itself.
 */
export function proxy(request: NextRequest): Response {
  const nonce = crypto.randomUUID();
  return passThrough(request, nonce) ?? withPolicy(request, nonce);
}

function passThrough({ method, headers, nextUrl }: NextRequest, nonce: string): Response | null {
  // A form has been sent to where it is answered; only what is opened is led on.
  const ownAddress = method === "GET" ? redirectToAppOrigin(headers, nonce) : null;
  return ownAddress ?? hideBindingToken(nextUrl, nonce);
}

function withPolicy(request: NextRequest, nonce: string): NextResponse {
  const policy = contentSecurityPolicy({
    path: request.nextUrl.pathname,
    nonce,
    cloudOrigin: new URL(getEnv().issuer).origin,
    otherIssuers: otherProviders().map(({ issuer }) => new URL(issuer).origin),
    development: process.env.NODE_ENV === "development",
  });
  // Next.js takes the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(REQUESTED_PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static/|_next/image$|icon\\.svg$|favicon\\.ico$).*)"],
};
