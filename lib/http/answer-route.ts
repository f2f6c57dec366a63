import "server-only";
import { problemResponse } from "@/lib/http/problem";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

/**
 * Answers a request of one of our JSON routes. Nothing of it is kept by caches, and whatever is thrown becomes a
 * problem.
 *
 * @param answer what the route does; requests that another site sent do not get there
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
