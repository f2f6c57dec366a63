import { getResponse, type HttpHandler, http, matchRequestUrl } from "msw";

/**
 * Puts one MSW handler before many. MSW clones the request and reads its cookies for every handler that it asks, which
 * with dozens of them takes longer than the answer; here only the one that fits is asked.
 *
 * @param origin everything below it is answered
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
