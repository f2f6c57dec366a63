import { setTimeout as delay } from "node:timers/promises";
import { timestamp } from "./clock.ts";
import { CORRELATION_ID, correlationIdOf } from "./correlation-id.ts";
import type { Emulator } from "./emulator.ts";
import { type Endpoint, textParams } from "./endpoint.ts";
import { operationPath } from "./ignored.ts";
import { Inputs, type NotedParameters } from "./inputs.ts";
import { maskedPath } from "./journal.ts";
import { observe } from "./observe.ts";
import { type Dialect, decidesAnswer, plantedAnswer, vendorDialect } from "./planted-answers.ts";
import { Refusal } from "./refusal.ts";
import type { SentRequest } from "./sent-request.ts";
import type { SentResponse } from "./sent-response.ts";
import { isTrustedOrigin } from "./trusted-origins.ts";

/** What a handler gets of one request. */
export type Exchange = {
  emulator: Emulator;
  request: SentRequest;
  url: URL;
  params: Record<string, string>;
  /** The parameters of the query, of which the emulator tells later which were not read. */
  query: NotedParameters;
  inputs: Inputs;
  /** Sent back with the response, and kept in the journal. */
  correlationId: string;
  /** Name of a planted misbehaviour that this handler should show, such as `invalid-iss`. */
  misbehave?: string | undefined;
};

type Method = "get" | "post" | "put" | "patch" | "delete" | "options" | "all";

/**
 * Makes an endpoint that applies planted faults, turns a Refusal into its response, sends the correlation id back,
 * allows trusted origins to read the response (CORS), saves the state and writes the journal.
 *
 * @param pattern an origin and a path. Escape the colon of a verb such as `:revoke` (`\\:revoke`).
 * @param dialect in which the endpoint words its errors, for a planted `status`
 */
export function route(
  emulator: Emulator,
  method: Method,
  pattern: string,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
  dialect: Dialect = vendorDialect,
): Endpoint {
  const { auth, api } = emulator.origins;
  const operation = operationPath(pattern, [auth, api]);
  const answerTo: Endpoint["answer"] = async ({ request, params }) => {
    const { url } = request;
    const startedAt = performance.now();
    const fault = emulator.faults.take(request.method, url.pathname);
    if (fault?.delay_ms) await delay(fault.delay_ms);

    const observer = observe(request);
    const inputs = new Inputs();
    const exchange: Exchange = {
      emulator,
      request,
      url,
      query: inputs.parameters(url.search),
      inputs,
      correlationId: correlationIdOf(request),
      params: textParams(params),
      misbehave: fault?.misbehave,
    };
    const { response, reason } =
      fault && decidesAnswer(fault)
        ? plantedAnswer(fault, dialect, request)
        : await observer.run(() => answer(exchange, handle));

    if (response.ok || response.status === 302) {
      emulator.ignored.record(`${request.method} ${operation}`, inputs.unread());
    }
    emulator.store.save();
    emulator.journal.record({
      ...observer.observed(await request.text(), response, { reason, fault: fault?.id }),
      at: timestamp(emulator.clock),
      method: request.method,
      path: maskedPath(url),
      status: response.status,
      duration_ms: Math.round(performance.now() - startedAt),
      reason,
      fault: fault?.id,
      correlation_id: exchange.correlationId,
    });
    return withHeaders(response, exchange);
  };
  return { method: method.toUpperCase(), pattern, answer: answerTo };
}

/** A response, and for a refusal the reason for the journal. */
type Answer = { response: SentResponse; reason?: string | undefined };

async function answer(
  exchange: Exchange,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
): Promise<Answer> {
  try {
    return { response: await handle(exchange) };
  } catch (error) {
    if (error instanceof Refusal) return { response: error.response(), reason: error.reason };
    throw error;
  }
}

function withHeaders(response: SentResponse, exchange: Exchange): SentResponse {
  const { emulator, request, params, correlationId } = exchange;
  if (response.isBroken) return response;
  response.headers.set(CORRELATION_ID, correlationId);
  // The date is the emulator's, so that a client can notice that its own clock differs.
  response.headers.set("date", new Date(emulator.clock.now()).toUTCString());

  const origin = request.headers.get("origin");
  if (!origin || !isTrustedOrigin(emulator, params, origin)) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.append("vary", "Origin");
  return response;
}
