import { HttpError } from "@/lib/http/http-error";

/** Somebody asks too often. */
export class RateLimitError extends HttpError {
  override name = "RateLimitError";

  constructor(override readonly retryAfterSeconds: number) {
    const message = `Too many requests. Try again in ${retryAfterSeconds} seconds.`;
    super(429, "rate_limited", message, retryAfterSeconds);
  }
}
