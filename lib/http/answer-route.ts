import "server-only";
import { problemResponse } from "@/lib/http/problem";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

/**
 * Answers a request for a JSON route. It refuses requests from other sites, forbids caching, and turns every error into
 * a problem response.
 *
 * @param answer handles the request
 */
export function answerRoute(request: Request, answer: () => Promise<Response>): Promise<Response> {
  return withRequestContext(request.headers, async () => {
    try {
      requireSameOrigin(request.headers);
      const response = await answer();
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error);
    }
  });
}
