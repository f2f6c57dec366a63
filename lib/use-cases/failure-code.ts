import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { HttpError } from "@/lib/http/http-error";
import type { FailureCode } from "@/lib/use-cases/binding-request-state";

/** @returns the code under which a failure is explained to a person; an answer we cannot use counts as rejected. */
export function failureCodeOf(error: unknown): FailureCode {
  if (error instanceof HttpError && error.code === "forbidden_origin") return "forbidden_origin";
  if (!(error instanceof BeyondIdentityError)) return "internal_error";
  if (error.code === "not_found" || error.code === "conflict") return "cloud_rejected";
  return error.code;
}
