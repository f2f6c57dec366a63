import { parsedUrl } from "./parsed-url.ts";
import { type Json, Redacted } from "./redacted.ts";
import type { SentRequest } from "./sent-request.ts";
import type { SentResponse } from "./sent-response.ts";
import type { EventType, Told } from "./story-events.ts";
import { type Ending, Trace, traced } from "./trace.ts";

const REQUEST_HEADERS = [
  ...["accept", "authorization", "content-type", "origin", "sec-fetch-mode", "user-agent"],
  "x-correlation-id",
];
const RESPONSE_HEADERS = [
  ...["access-control-allow-origin", "cache-control", "content-type", "location", "retry-after"],
  ...["www-authenticate", "x-correlation-id"],
];

/** One side of an exchange, as the journal keeps it. */
export type Message = { headers: Redacted; body?: Redacted | undefined };

/** What the journal learns from one request beyond its address and status. */
export type Observed = { request: Message; response?: Message | undefined; told: Told };

/** Watches one request, whose body can be read more than once. */
export function observe(request: SentRequest) {
  const trace = new Trace();
  // Read now, because an endpoint that refuses the request may leave its body unread.
  void request.text();
  return {
    /** Handles the request, so that its rules can tell about it. */
    run: <T>(handle: () => T): T => traced(trace, handle),
    /** @returns what is to be kept of the request, its body, its response and what the rules told */
    observed(
      sent: string,
      response: SentResponse,
      why: Pick<Ending, "reason" | "fault">,
    ): Observed {
      const answered = response.isBroken ? undefined : messageOf(response, response.text);
      const told = trace.told({ ...why, ...(why.reason && endingOf(response)) });
      return {
        request: {
          headers: Redacted.headers(request.headers, REQUEST_HEADERS),
          body: redacted(request, sent),
        },
        response: answered,
        told: told.events.length > 0 ? told : plantedEvent(request, told, why),
      };
    },
  };
}

function messageOf(response: SentResponse, text: string): Message {
  const headers = Redacted.headers(response.headers, RESPONSE_HEADERS);
  return { headers, body: redacted(response, text) };
}

type Headed = { headers: Pick<Headers, "get"> };

function redacted({ headers }: Headed, text: string): Redacted | undefined {
  return text ? Redacted.body(headers.get("content-type") ?? "", text) : undefined;
}

/** How a refusal is worded, in the address that it leads to or in its body. */
function endingOf({ headers, text }: SentResponse): Ending {
  const location = parsedUrl(headers.get("location") ?? "");
  const refused = location?.searchParams.get("error");
  const said = text ? Redacted.body(headers.get("content-type") ?? "", text).toJSON() : undefined;
  return {
    error: refused ?? textOf(said, "error") ?? textOf(said, "code"),
    answer: textOf(said, "type"),
  };
}

function textOf(body: Json | undefined, name: string): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  const value = body[name];
  return typeof value === "string" && value !== "***" ? value : undefined;
}

/** The endpoints that a planted fault can keep from telling anything themselves. */
const ENDPOINTS: [RegExp, EventType][] = [
  [/\/authorize$/, "AUTHORIZE_REQUEST"],
  [/\/token$/, "TokenRequest"],
  [/\/bi-authenticate$/, "AuthenticationTransaction"],
  [/\/userinfo$/, "UserinfoRead"],
  [/credential-binding-jobs(\/[^/]+)?$/, "BindingJob"],
];

function plantedEvent(request: SentRequest, told: Told, { reason, fault }: Ending): Told {
  const { pathname } = request.url;
  const type = ENDPOINTS.find(([path]) => path.test(pathname))?.[1];
  if (fault === undefined || reason === undefined || type === undefined) return told;
  return { ...told, events: [{ type, outcome: "ERROR", reason, fault, checks: [], shown: {} }] };
}
