import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { DatabaseError } from "@/lib/database/database-error";
import { EmailAddressError } from "@/lib/email/email-address";
import { HttpError } from "@/lib/http/http-error";
import { logEvent } from "@/lib/log";
import { UnconfirmedError } from "@/lib/recheck/unconfirmed-error";
import { SessionError, type SessionErrorCode } from "@/lib/sessions/session-error";
import { failureCodeOf } from "@/lib/use-cases/failure-of";

/** The members of a problem details object (RFC 9457) that our routes send. */
export type Problem = { status: number; code: string; detail: string; retryAfterSeconds?: number };

const CLOUD_PROBLEMS: Record<string, { status: number; detail: string }> = {
  cloud_unreachable: { status: 503, detail: "Beyond Identity cannot be reached. Try again soon." },
  cloud_rate_limited: { status: 503, detail: "Beyond Identity is busy. Try again later." },
  cloud_timeout: { status: 504, detail: "Beyond Identity did not answer in time. Try again soon." },
};
const SESSION_PROBLEMS: Record<SessionErrorCode, { status: number; detail: string }> = {
  session_ended: { status: 401, detail: "Sign in first." },
  access_token_expired: { status: 401, detail: "Sign in again: your access has run out." },
  fresh_sign_in_required: {
    status: 403,
    detail: "Sign in again first, to confirm that it is you.",
  },
};
const CLOUD_FAILURE = {
  status: 502,
  detail: "Beyond Identity could not do this. Try again later.",
};

/**
 * Turns whatever was thrown into an answer. Only codes and sentences of our own leave the server.
 *
 * @returns an `application/problem+json` response
 */
export function problemResponse(error: unknown): Response {
  return answerWithProblem(problemOf(error));
}

/**
 * @param members of the answer beside the usual ones
 * @returns an `application/problem+json` response
 */
export function answerWithProblem(
  { status, code, detail, retryAfterSeconds }: Problem,
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

/** @returns what an answer says of whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HttpError) {
    const { status, code, message, retryAfterSeconds } = error;
    return {
      status,
      code,
      detail: message,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }
  if (error instanceof EmailAddressError) {
    return { status: 400, code: error.code, detail: error.message };
  }
  if (error instanceof SessionError) {
    return { ...SESSION_PROBLEMS[error.code], code: error.code };
  }
  if (error instanceof DatabaseError) {
    const detail = "The server cannot reach its database. Try again soon.";
    return { status: 503, code: "service_unavailable", detail };
  }
  if (error instanceof UnconfirmedError) {
    const detail = "Beyond Identity cannot confirm your sign-in now. Try again soon.";
    const { retryAfterSeconds } = error;
    return { status: 503, code: "service_unavailable", detail, retryAfterSeconds };
  }
  if (error instanceof BeyondIdentityError) {
    logEvent("cloud_call_failed", {
      operation: error.operation,
      code: error.code,
      status: error.status,
    });
    return cloudProblem(error);
  }
  logEvent("unexpected_error", { name: error instanceof Error ? error.name : typeof error });
  return { status: 500, code: "internal_error", detail: "Something went wrong on our side." };
}

function cloudProblem(error: BeyondIdentityError): Problem {
  const code = failureCodeOf(error);
  const { retryAfterSeconds } = error;
  const { status, detail } = CLOUD_PROBLEMS[code] ?? CLOUD_FAILURE;
  return {
    status,
    code,
    detail,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
