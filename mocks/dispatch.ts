import { getResponse, type HttpHandler, http, matchRequestUrl } from "msw";

/**
 * Puts one MSW handler before many. MSW clones the request and parses its cookies for every handler that it tries,
 * which takes longer than the response with dozens of them. This one tries only the handler that matches.
 *
 * @param origin whose requests the handlers answer
 * @param handlers in the order in which they are tried
 */
export function dispatch(origin: string, handlers: HttpHandler[]): HttpHandler {
  return http.all(`${origin}/*`, ({ request }) => {
    const url = new URL(request.url);
    const handler = handlers.find(({ info }) => fits(info, request.method, url));
    return handler && getResponse([handler], request);
  });
}

function fits({ method, path }: HttpHandler["info"], requested: string, url: URL): boolean {
  const isMethod = method instanceof RegExp ? method.test(requested) : method === requested;
  return isMethod && typeof path !== "function" && matchRequestUrl(url, path).matches;
}
