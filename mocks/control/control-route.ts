import { correlationIdOf } from "../cloud/correlation-id.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { type Endpoint, textParams } from "../cloud/endpoint.ts";
import { Inputs } from "../cloud/inputs.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { SentResponse } from "../cloud/sent-response.ts";

/**
 * Makes the handler of one control route. It is not a `route`: planted faults and the journal are about the cloud, and
 * a fault on the control routes could never be removed.
 *
 * @param path below the auth origin, as a pattern
 */
export function controlRoute(
  emulator: Emulator,
  method: "get" | "post" | "delete",
  path: string,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
): Endpoint {
  const pattern = `${emulator.origins.auth}${path}`;
  return {
    ...{ method: method.toUpperCase(), pattern },
    answer({ request, params }) {
      const { url } = request;
      const inputs = new Inputs();
      const query = inputs.parameters(url.search);
      const exchange = {
        ...{ emulator, request, url, query, inputs, params: textParams(params) },
        correlationId: correlationIdOf(request),
      };
      return answered(exchange, handle).finally(() => emulator.store.save());
    },
  };
}

async function answered(
  exchange: Exchange,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
): Promise<SentResponse> {
  try {
    demandOwnPage(exchange);
    return await handle(exchange);
  } catch (error) {
    if (error instanceof Refusal) return error.response();
    throw error;
  }
}

/**
 * Guards against CSRF: the inbox contains links that give access to accounts, so no other web page may reach it with a
 * form or a script. The listener has already refused foreign host names. A request in memory has no Host.
 */
function demandOwnPage({ request, emulator }: Exchange): void {
  const host = request.headers.get("host");
  const origin = request.headers.get("origin");
  const own = host === null ? emulator.origins.auth : `http://${host}`;
  demand(origin === null || origin === own, () =>
    controlRefusal(403, "A web page of another origin may not use the control routes."),
  );
}

/** @returns a refusal whose body is one plain sentence. */
export function controlRefusal(status: 400 | 403 | 404, message: string): Refusal {
  const headers = { "content-type": "text/plain", "x-content-type-options": "nosniff" };
  return new Refusal(message, () => new SentResponse(`${message}\n`, { status, headers }));
}

/** @returns a JSON response that other origins cannot embed. */
export function controlJson(body: object, status = 200): SentResponse {
  const headers = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  };
  return new SentResponse(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/json" },
  });
}

/** @returns the response to a command that returns nothing. */
export function noContent(): SentResponse {
  return new SentResponse("", { status: 204 });
}
