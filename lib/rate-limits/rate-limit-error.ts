import { HttpError } from "@/lib/http/http-error";

/** Somebody asks too often. */
export class RateLimitError extends HttpError {
  override name = "RateLimitError";

  constructor(readonly retryAfterSeconds: number) {
    super(429, "rate_limited", `Too many requests. Try again in ${retryAfterSeconds} seconds.`);
  }
}
