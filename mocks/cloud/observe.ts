import { knownText } from "./known-text.ts";
import { type Json, Redacted } from "./redacted.ts";
import type { SentRequest } from "./sent-request.ts";
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
  const sent = request.text();
  return {
    /** Handles the request, so that its rules can tell about it. */
    run: <T>(handle: () => T): T => traced(trace, handle),
    /** @returns what is to be kept of the request, its response and what the rules told */
    async observed(response: Response, why: Pick<Ending, "reason" | "fault">): Promise<Observed> {
      const isAnswered = response.type !== "error";
      const body = isAnswered ? redacted(response, await sentText(response)) : undefined;
      const told = trace.told({ ...why, ...endingOf(response, body) });
      return {
        request: {
          headers: Redacted.headers(request.headers, REQUEST_HEADERS),
          body: redacted(request, await sent),
        },
        response: isAnswered
          ? { headers: Redacted.headers(response.headers, RESPONSE_HEADERS), body }
          : undefined,
        told: told.events.length > 0 ? told : plantedEvent(request, told, why),
      };
    },
  };
}

async function sentText(response: Response): Promise<string> {
  return knownText(response) ?? (response.body === null ? "" : await response.clone().text());
}

function redacted({ headers }: { headers: Headers }, text: string): Redacted | undefined {
  return text ? Redacted.body(headers.get("content-type") ?? "", text) : undefined;
}

function endingOf(response: Response, body: Redacted | undefined): Ending {
  const location = response.headers.get("location");
  const sent = location && URL.canParse(location) ? new URL(location).searchParams : undefined;
  const said = body?.toJSON();
  return {
    error: sent?.get("error") ?? textOf(said, "error") ?? textOf(said, "code"),
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
  const { pathname } = new URL(request.url);
  const type = ENDPOINTS.find(([path]) => path.test(pathname))?.[1];
  if (fault === undefined || reason === undefined || type === undefined) return told;
  return { ...told, events: [{ type, outcome: "ERROR", reason, fault, checks: [], shown: {} }] };
}
