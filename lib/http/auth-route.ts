import "server-only";
import type { NextRequest } from "next/server";
import { withAuthAttempt } from "@/lib/auth-attempt";
import { problemResponse } from "@/lib/http/problem";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { RateLimitError } from "@/lib/rate-limits/rate-limit-error";
import { withRequestContext } from "@/lib/request-context";
import { withSessionLookup } from "@/lib/sessions/session-lookup";

/**
 * Lets Auth.js answer a request of `/api/auth/*`, within the rate limits, and explains its failures. A database that
 * fails is a problem of the server's; the cookie stays as it is.
 */
export function answerAuthRequest(
  request: NextRequest,
  handle: (request: NextRequest) => Promise<Response>,
): Promise<Response> {
  const { pathname, searchParams } = request.nextUrl;
  const answer = async () => {
    try {
      if (pathname.startsWith("/api/auth/signin/")) await limitByAddress("sign_in");
      if (pathname.startsWith("/api/auth/callback/")) await limitByAddress("callback");
      const { result } = await withSessionLookup(() =>
        withAuthAttempt(request.headers, () => handle(request)),
      );
      return result;
    } catch (error) {
      return error instanceof RateLimitError && isNavigation(request)
        ? tooManyRequestsPage(error)
        : problemResponse(error);
    }
  };
  return withRequestContext(request.headers, answer, searchParams.get("state"));
}

function isNavigation(request: NextRequest): boolean {
  return request.headers.get("accept")?.includes("text/html") === true;
}

/** A browser that follows a redirect shows what it gets: this leads it on to the page that explains. */
function tooManyRequestsPage({ message, retryAfterSeconds }: RateLimitError): Response {
  return new Response(`${message}\n`, {
    status: 429,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "retry-after": String(retryAfterSeconds),
      refresh: "0; url=/auth-error?error=rate_limited",
    },
  });
}
