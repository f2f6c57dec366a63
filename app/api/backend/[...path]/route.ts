import type { NextRequest } from "next/server";
import { callBackend } from "@/lib/backend/call-backend";
import { answerAccount } from "@/lib/http/answer-account";

/** Passes a request of the signed-in person on to the backend, with the access token that the browser never sees. */
function forward(
  request: NextRequest,
  { params }: RouteContext<"/api/backend/[...path]">,
): Promise<Response> {
  return answerAccount(request, async (account) => {
    const { method, headers, body, signal } = request;
    const { pathname, search } = new URL(request.url);
    const { path } = await params;
    // The parameter does not tell whether there was a slash at the end.
    const segments = pathname.endsWith("/") ? [...path, ""] : path;
    return callBackend(account, { method, segments, search, headers, body, signal });
  });
}

export {
  forward as DELETE,
  forward as GET,
  forward as HEAD,
  forward as PATCH,
  forward as POST,
  forward as PUT,
};
