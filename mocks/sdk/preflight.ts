import { type HttpHandler, HttpResponse, http } from "msw";
import type { Emulator } from "../cloud/emulator.ts";

/**
 * Answers a browser's question whether a page may call one of the SDK's endpoints: yes for the trusted origin. It is no
 * `route`, so that a planted fault hits the call itself and not the question before it.
 */
export function preflight({ origins }: Emulator, pattern: string): HttpHandler {
  return http.options(pattern, ({ request }) => {
    const headers = new Headers({ vary: "Origin" });
    if (request.headers.get("origin") === origins.app) {
      headers.set("access-control-allow-origin", origins.app);
      headers.set("access-control-allow-methods", "POST");
      headers.set("access-control-allow-headers", "authorization, content-type, x-correlation-id");
    }
    return new HttpResponse(null, { status: 204, headers });
  });
}
