import { errors } from "jose";

/**
 * @returns why a request to the issuer failed, for the log. Messages of other errors are left out, because they may quote
 * the request or the response.
 */
export function faultOf(error: unknown): string {
  if (error instanceof errors.JOSEError) return error.message;
  if (!(error instanceof Error)) return "unknown";
  // `fetch` itself only says that it failed. Its cause has the reason.
  const cause = error.cause instanceof Error ? error.cause : error;
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
