import { HttpError } from "@/lib/http/http-error";

const FAILURES = {
  backend_unreachable: [502, "The backend cannot be reached."],
  backend_timeout: [504, "The backend did not answer in time."],
  backend_redirected: [502, "The backend answered with a redirect."],
  backend_error: [502, "The backend gave an answer that cannot be used."],
  backend_busy: [429, "The backend takes no more requests just now."],
  backend_refused: [403, "The backend does not accept this sign-in."],
  backend_conflict: [409, "The backend knows this address from the account of another sign-in."],
} as const;

export type BackendErrorCode = keyof typeof FAILURES;

/** Your own backend could not, or would not, do what it was asked. */
export class BackendError extends HttpError {
  override name = "BackendError";

  constructor(
    override readonly code: BackendErrorCode,
    retryAfterSeconds?: number,
  ) {
    const [status, message] = FAILURES[code];
    super(status, code, message, retryAfterSeconds);
  }
}
