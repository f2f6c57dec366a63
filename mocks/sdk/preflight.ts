import { type HttpHandler, HttpResponse, http } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { isTrustedOrigin } from "../cloud/trusted-origins.ts";

/**
 * Answers the CORS preflight of an endpoint that only trusted origins may call from a browser. It is not a `route`, so a
 * planted fault applies to the call itself and not to the preflight before it.
 */
export function preflight(
  emulator: Emulator,
  pattern: string,
  method: "GET" | "POST" = "POST",
): HttpHandler {
  return http.options<Record<string, string>>(pattern, ({ request, params }) => {
    const headers = new Headers({ vary: "Origin" });
    const origin = request.headers.get("origin");
    if (origin && isTrustedOrigin(emulator, params, origin)) {
      headers.set("access-control-allow-origin", origin);
      headers.set("access-control-allow-methods", method);
      headers.set("access-control-allow-headers", "authorization, content-type, x-correlation-id");
    }
    return new HttpResponse(null, { status: 204, headers });
  });
}
