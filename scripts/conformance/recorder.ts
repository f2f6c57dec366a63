import { ConformanceError } from "./conformance-error.ts";
import { Redacted } from "./redacted.ts";
import { STEPS, type StepName } from "./steps.ts";
import { httpStatus, type RecordedStep } from "./transcript.ts";

/** Carries a request to the cloud without following redirects. */
export type Send = (request: Request) => Promise<Response>;

/** What a step got, for the steps after it. `json` is empty when the body is none. */
export type Answer = { status: number; location: string; json: Record<string, unknown> };

/** Thrown when a step needs what an earlier one did not get. */
export class Unmet extends Error {
  override name = "Unmet";
}

/** Sends requests and keeps what a transcript may hold of the responses. */
export class Recorder {
  readonly #kept = new Map<StepName, RecordedStep>();

  constructor(private readonly send: Send) {}

  /** Makes a step and records its response. */
  async ask(step: StepName, request: Request): Promise<Answer> {
    const response = await this.send(request).catch(() => undefined);
    const body = response ? await response.text().catch(() => "") : "";
    const isFirst = this.#kept.size === 0;
    if (!response && isFirst) throw new ConformanceError("The cloud cannot be reached.");
    const json = jsonOf(body);
    this.#kept.set(step, {
      step,
      status: httpStatus(response?.status ?? 0),
      headers: Redacted.of(response ? headersOf(response) : {}),
      body: Redacted.of(json ?? (body === "" ? "" : { text: body })),
    });
    return answerOf(response, json);
  }

  /** Sends a request that is only a way to the next step. */
  async quietly(request: Request): Promise<Answer> {
    const response = await this.send(request).catch(() => undefined);
    return answerOf(response, response && jsonOf(await response.text().catch(() => "")));
  }

  /** @returns every step in the order of the list. Those that were not made are marked as skipped. */
  steps(): RecordedStep[] {
    const order = Object.keys(STEPS) as StepName[];
    const made = [...this.#kept.values()];
    const missing = order.filter((step) => !this.#kept.has(step));
    return [...made, ...missing.map((step) => ({ step, skipped: true as const }))];
  }
}

function answerOf(response: Response | undefined, json: unknown): Answer {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  return {
    status: response?.status ?? 0,
    location: response?.headers.get("location") ?? "",
    json: isObject ? (json as Record<string, unknown>) : {},
  };
}

/** Of all headers only what a client relies on. */
function headersOf({ headers }: Response): object {
  const type = headers.get("content-type");
  const challenge = headers.get("www-authenticate");
  const location = headers.get("location");
  return {
    no_store: headers.get("cache-control")?.includes("no-store") ?? false,
    ...(type !== null && { content_type: type.split(";")[0]?.trim() }),
    ...(challenge !== null && { challenge: challengeOf(challenge) }),
    ...(location !== null && { location: partsOf(location) }),
  };
}

/** `Bearer error="invalid_token"` (RFC 6750 section 3). */
function challengeOf(text: string): object {
  const error = /error="([^"]*)"/.exec(text)?.[1];
  return { scheme: text.split(" ")[0], ...(error !== undefined && { error }) };
}

function partsOf(location: string): object | string {
  if (!URL.canParse(location)) return location;
  const { origin, pathname, searchParams } = new URL(location);
  return { address: `${origin}${pathname}`, query: Object.fromEntries(searchParams) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
