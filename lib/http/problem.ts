import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { Failure } from "@/lib/failure";
import { logEvent } from "@/lib/log";

/**
 * Turns any error into a response, which holds only this app's own codes and sentences.
 *
 * @returns an `application/problem+json` response (RFC 9457)
 */
export function problemResponse(error: unknown): Response {
  return answerWithProblem(failureOf(error));
}

/**
 * @param members additional members of the problem details object
 * @returns an `application/problem+json` response
 */
export function answerWithProblem(
  { status, code, detail, retryAfterSeconds }: Failure,
  members: Record<string, string> = {},
): Response {
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  const body = { type: "about:blank", title: detail, status, code, ...members };
  return new Response(JSON.stringify(body), { status, headers });
}

/** Turns any error into a `Failure` that may be shown to the caller. Details for the operator go to the log. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BeyondIdentityError) {
    const { operation, reason, cloudStatus } = error;
    logEvent("cloud_call_failed", { operation, code: reason, status: cloudStatus });
  }
  if (error instanceof Failure) return error;
  logEvent("unexpected_error", { name: error instanceof Error ? error.name : typeof error });
  return new Failure("internal_error");
}
