/** A request that our own routes turn away, with a stable code and a sentence for the caller. */
export class HttpError extends Error {
  override name = "HttpError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** How long the caller should wait before another try. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
