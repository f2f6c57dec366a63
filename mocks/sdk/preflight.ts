import { type HttpHandler, HttpResponse, http } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { isTrustedOrigin } from "../cloud/trusted-origins.ts";

/**
 * Answers the CORS preflight of the SDK's endpoints, which only trusted origins may call. It is not a `route`, so a
 * planted fault applies to the call itself and not to the preflight before it.
 */
export function preflight(emulator: Emulator, pattern: string): HttpHandler {
  return http.options<Record<string, string>>(pattern, ({ request, params }) => {
    const headers = new Headers({ vary: "Origin" });
    const origin = request.headers.get("origin");
    if (origin && isTrustedOrigin(emulator, params, origin)) {
      headers.set("access-control-allow-origin", origin);
      headers.set("access-control-allow-methods", "POST");
      headers.set("access-control-allow-headers", "authorization, content-type, x-correlation-id");
    }
    return new HttpResponse(null, { status: 204, headers });
  });
}
