import "server-only";
import type { NextRequest } from "next/server";
import { withAuthAttempt } from "@/lib/auth-attempt";
import { problemOf, problemResponse } from "@/lib/http/problem";
import { limitByAddress } from "@/lib/rate-limits/limit";
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
      return isNavigation(request) ? failurePage(error) : problemResponse(error);
    }
  };
  return withRequestContext(request.headers, answer, searchParams.get("state"));
}

function isNavigation(request: NextRequest): boolean {
  return request.headers.get("accept")?.includes("text/html") === true;
}

/** A browser that follows a redirect shows what it gets: this leads it on to the page that explains. */
function failurePage(error: unknown): Response {
  const { status, code, detail, retryAfterSeconds } = problemOf(error);
  const headers = new Headers({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    refresh: `0; url=/auth-error?error=${code}`,
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(`${detail}\n`, { status, headers });
}
