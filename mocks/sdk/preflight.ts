import type { Emulator } from "../cloud/emulator.ts";
import { type Endpoint, textParams } from "../cloud/endpoint.ts";
import { SentResponse } from "../cloud/sent-response.ts";
import { isTrustedOrigin } from "../cloud/trusted-origins.ts";

/**
 * Answers the CORS preflight of an endpoint that only trusted origins may call from a browser. It is not a `route`, so a
 * planted fault applies to the call itself and not to the preflight before it.
 */
export function preflight(
  emulator: Emulator,
  pattern: string,
  method: "GET" | "POST" = "POST",
): Endpoint {
  return {
    ...{ method: "OPTIONS", pattern },
    async answer({ request, params }) {
      const origin = request.headers.get("origin");
      const trusts = origin && isTrustedOrigin(emulator, textParams(params), origin);
      const allowed = trusts ? allowing(origin, method) : {};
      return new SentResponse("", { status: 204, headers: { vary: "Origin", ...allowed } });
    },
  };
}

function allowing(origin: string, method: string): Record<string, string> {
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": method,
    "access-control-allow-headers": "authorization, content-type, x-correlation-id",
  };
}
