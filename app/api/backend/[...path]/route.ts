import type { NextRequest } from "next/server";
import { callBackend } from "@/lib/backend/call-backend";
import { answerAccount } from "@/lib/http/answer-account";

/** Passes a request of the signed-in person on to the backend, with the access token that the browser never sees. */
function forward(
  request: NextRequest,
  { params }: RouteContext<"/api/backend/[...path]">,
): Promise<Response> {
  return answerAccount(request, async (account) => {
    const { method, headers, body, nextUrl } = request;
    const { path } = await params;
    return callBackend(account, { method, segments: path, search: nextUrl.search, headers, body });
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
