import { BackendError } from "@/lib/backend/backend-error";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { DatabaseError } from "@/lib/database/database-error";
import { HttpError } from "@/lib/http/http-error";
import { UnconfirmedError } from "@/lib/recheck/unconfirmed-error";
import { SessionError } from "@/lib/sessions/session-error";
import type { FailureCode } from "@/lib/use-cases/failure-code";

const OWN_REFUSALS: FailureCode[] = [
  "forbidden_origin",
  "rate_limited",
  "last_passkey",
  "no_address",
  "not_yours",
  "passkey_needed",
];

/** @returns the code under which a failure is explained to a person; an answer we cannot use counts as rejected. */
export function failureCodeOf(error: unknown): FailureCode {
  if (error instanceof BackendError) return error.code;
  if (error instanceof HttpError) {
    return OWN_REFUSALS.find((code) => code === error.code) ?? "internal_error";
  }
  if (error instanceof SessionError) return error.code;
  if (error instanceof DatabaseError || error instanceof UnconfirmedError) {
    return "service_unavailable";
  }
  if (!(error instanceof BeyondIdentityError)) return "internal_error";
  const { code } = error;
  const isOddAnswer = code === "not_found" || code === "conflict" || code === "invalid_grant";
  return isOddAnswer ? "cloud_rejected" : code;
}
