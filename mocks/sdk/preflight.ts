import { type HttpHandler, HttpResponse, http } from "msw";
import type { Emulator } from "../cloud/emulator.ts";

/**
 * Answers the CORS preflight of the SDK's endpoints, which only the trusted origin may call. It is not a `route`, so a
 * planted fault applies to the call itself and not to the preflight before it.
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
