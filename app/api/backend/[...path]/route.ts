import type { NextRequest } from "next/server";
import { watchedStream } from "@/lib/backend/watched-stream";
import { answerAccount } from "@/lib/handlers/answer-account";
import { callBackend } from "@/lib/use-cases/call-backend";

/** Forwards a request of the signed-in user to the backend, with the access token that the browser never sees. */
async function forward(
  request: NextRequest,
  { params }: RouteContext<"/api/backend/[...path]">,
): Promise<Response> {
  const body = request.body && watchedStream(request.body);
  const response = await answerAccount(request, async (account) => {
    const { method, headers, signal } = request;
    const { pathname, search } = new URL(request.url);
    const { path } = await params;
    // The parameter loses a trailing slash.
    const segments = pathname.endsWith("/") ? [...path, ""] : path;
    return callBackend(account, {
      method,
      segments,
      search,
      headers,
      body: body?.stream ?? null,
      signal,
    });
  });
  // The next request on this connection would wait for the rest of the body (RFC 9112 section 9.3).
  if (body && !body.isRead()) response.headers.set("connection", "close");
  return response;
}

export {
  forward as DELETE,
  forward as GET,
  forward as HEAD,
  forward as PATCH,
  forward as POST,
  forward as PUT,
};
