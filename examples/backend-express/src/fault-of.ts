import { errors } from "jose";

/**
 * @returns why the issuer could not be asked, for the log. The messages of other errors are left out: they may quote what
 * was sent or answered.
 */
export function faultOf(error: unknown): string {
  if (error instanceof errors.JOSEError) return error.message;
  if (!(error instanceof Error)) return "unknown";
  // Of `fetch`, which itself says no more than that it failed.
  const cause = error.cause instanceof Error ? error.cause : error;
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
