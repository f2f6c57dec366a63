import { getResponse, type HttpHandler, http, matchRequestUrl } from "msw";
import { directAnswer } from "./cloud/direct.ts";
import { withBody } from "./cloud/known-text.ts";
import type { SentRequest } from "./cloud/sent-request.ts";

/** Finds what answers a request, and has it do so. */
export type Dispatch = (request: SentRequest) => Promise<Response | undefined>;

/**
 * Asks one of many MSW handlers. MSW clones the request and parses its cookies for every handler that it tries, which
 * takes longer than the response with dozens of them. This tries only the handler that matches.
 *
 * @param handlers in the order in which they are tried
 */
export function createDispatch(handlers: HttpHandler[]): Dispatch {
  const candidates = handlers.map((handler) => ({ handler, mayFit: outline(handler.info) }));
  return async (request) => {
    const url = new URL(request.url);
    const segments = segmentsOf(url.pathname);
    for (const { handler, mayFit } of candidates) {
      const params = mayFit(segments) && matched(handler.info, request.method, url);
      if (!params) continue;
      const answer = directAnswer(handler);
      return answer ? answer({ request, params }) : getResponse([handler], await fetched(request));
    }
  };
}

/** @returns the one MSW handler that stands for all handlers of an origin. */
export function dispatchOf(origin: string, dispatch: Dispatch): HttpHandler {
  return http.all(`${origin}/*`, async ({ request }) => {
    const response = await dispatch(request);
    return response && withBody(response);
  });
}

async function fetched(request: SentRequest): Promise<Request> {
  const { method, url, headers } = request;
  return new Request(url, { method, headers, body: (await request.text()) || null });
}

/** The parameters of the path, if the handler is for this request. */
function matched({ method, path }: HttpHandler["info"], requested: string, url: URL) {
  const isMethod = method instanceof RegExp ? method.test(requested) : method === requested;
  if (!isMethod || typeof path === "function") return undefined;
  const { matches, params } = matchRequestUrl(url, path);
  return matches ? params : undefined;
}

/** As MSW compares them: without regard to case or to a slash at the end. */
function segmentsOf(path: string): string[] {
  return path.toLowerCase().replace(/\/$/, "").split("/");
}

/**
 * MSW parses a pattern anew for each request, so a look at the number of segments, and at those without parameters,
 * comes before.
 */
function outline({ path }: HttpHandler["info"]): (segments: string[]) => boolean {
  if (typeof path !== "string" || path.includes("*")) return () => true;
  const pattern = path.replaceAll(/\([^)]*\)/g, "").replace(/^\w+:\/\/[^/]+/, "");
  const parts = segmentsOf(pattern).map((part) => (part.includes(":") ? undefined : part));
  return (segments) =>
    segments.length === parts.length &&
    parts.every((part, index) => part === undefined || part === segments[index]);
}
