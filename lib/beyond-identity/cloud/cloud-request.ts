import "server-only";
import type { z } from "zod";
import { BeyondIdentityError, type CloudErrorReason } from "@/lib/beyond-identity/cloud/errors";
import { discardBody } from "@/lib/discard-body";
import { inSpan } from "@/lib/in-span";
import { pause } from "@/lib/pause";
import { retryAfterSeconds } from "@/lib/retry-after";

const ATTEMPT_TIMEOUT_MS = 4_000;
const MAX_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 200;
/** A user is waiting, so the app does not wait longer than this. It reports the wait to the user instead. */
const MAX_WAIT_SECONDS = 2;

/** A request to the cloud. */
export type CloudRequest<T> = {
  /** For logs and errors, such as `create identity`. */
  operation: string;
  url: URL;
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: string;
  /** Whether sending it twice has the same effect as sending it once (RFC 9110 section 9.2.2). */
  idempotent: boolean;
  /**
   * Whether a 429 or 5xx proves that the cloud did nothing, so that a request may be repeated although it is not
   * idempotent.
   */
  refusalsAreSafe?: boolean;
  /** Reads a more precise reason from the body of an error response. Undefined: the status decides. */
  reasonOfRefusal?: (body: unknown, status: number) => CloudErrorReason | undefined;
  /** For the JSON of the response. An empty body is null. */
  schema: z.ZodType<T>;
};

/**
 * Sends a request to the cloud with a time limit. It repeats an idempotent request, with backoff, when the cloud is
 * unreachable, failing or rate-limiting.
 *
 * @returns the response's JSON, parsed by the schema
 * @throws BeyondIdentityError
 */
export function requestCloud<T>(request: CloudRequest<T>): Promise<T> {
  return inSpan("call Beyond Identity", { operation: request.operation }, () =>
    tryRequest(request),
  );
}

async function tryRequest<T>(request: CloudRequest<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptRequest(request);
    } catch (error) {
      if (!(error instanceof BeyondIdentityError)) throw error;
      const wait = waitBeforeRetry(request, error, attempt);
      if (wait === undefined) throw error;
      await pause(wait);
    }
  }
}

/** @returns milliseconds to wait before the next attempt, or undefined when the request must not be repeated. */
function waitBeforeRetry(
  request: CloudRequest<unknown>,
  error: BeyondIdentityError,
  attempt: number,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS || !mayRepeat(request, error)) return undefined;
  if (error.retryAfterSeconds === undefined) return FIRST_BACKOFF_MS * 2 ** (attempt - 1);
  return error.retryAfterSeconds <= MAX_WAIT_SECONDS ? error.retryAfterSeconds * 1000 : undefined;
}

function mayRepeat(request: CloudRequest<unknown>, { reason }: BeyondIdentityError): boolean {
  if (reason === "cloud_error" || reason === "cloud_rate_limited") {
    return request.idempotent || request.refusalsAreSafe === true;
  }
  return reason === "cloud_unreachable" && request.idempotent;
}

async function attemptRequest<T>(request: CloudRequest<T>): Promise<T> {
  const response = await send(request);
  if (!response.ok) throw await refusal(request, response);
  const parsed = request.schema.safeParse(await json(response, request.operation));
  if (!parsed.success) {
    throw new BeyondIdentityError("cloud_response_invalid", request.operation, response.status);
  }
  return parsed.data;
}

async function send({ operation, url, method, headers, body }: CloudRequest<unknown>) {
  try {
    return await fetch(url, {
      method,
      headers: { accept: "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
      // A redirect could carry the bearer token to another host.
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    });
  } catch (error) {
    throw new BeyondIdentityError(transportReason(error), operation);
  }
}

async function json(response: Response, operation: string): Promise<unknown> {
  try {
    const text = await response.text();
    return text === "" ? null : JSON.parse(text);
  } catch (error) {
    const reason = isTimeout(error) ? "cloud_timeout" : "cloud_response_invalid";
    throw new BeyondIdentityError(reason, operation, response.status);
  }
}

function transportReason(error: unknown): CloudErrorReason {
  return isTimeout(error) ? "cloud_timeout" : "cloud_unreachable";
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

async function refusal(
  { operation, reasonOfRefusal }: CloudRequest<unknown>,
  response: Response,
): Promise<BeyondIdentityError> {
  const retryAfter = retryAfterSeconds(response.headers.get("retry-after"));
  const body = reasonOfRefusal && (await json(response, operation).catch(() => null));
  const reason = reasonOfRefusal?.(body, response.status);
  // The body may hold secrets, so it is read only where a request needs a reason from it.
  if (!reasonOfRefusal) discardBody(response.body);
  return new BeyondIdentityError(
    reason ?? reasonOf(response.status),
    operation,
    response.status,
    retryAfter,
  );
}

function reasonOf(status: number): CloudErrorReason {
  if (status === 401 || status === 403) return "cloud_unauthorized";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 429) return "cloud_rate_limited";
  return status >= 500 ? "cloud_error" : "cloud_rejected";
}
