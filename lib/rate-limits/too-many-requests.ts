import { Failure } from "@/lib/failure";

/** @returns the failure of a request over a limit. */
export function tooManyRequests(retryAfterSeconds: number): Failure {
  const detail = `Too many requests. Try again in ${retryAfterSeconds} seconds.`;
  return new Failure("rate_limited", { detail, retryAfterSeconds });
}
