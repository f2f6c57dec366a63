/** Every failure of this app, with its HTTP status and a sentence for the caller of a route. */
const FAILURES = {
  forbidden_origin: [403, "This request came from another site."],
  not_found: [404, "There is nothing at this address."],
  method_not_allowed: [405, "This address takes GET requests only."],
  unsupported_media_type: [415, "Send the body as application/json."],
  invalid_json: [400, "The body is not valid JSON."],
  invalid_body: [400, "The body does not have the fields that this route expects."],
  body_too_large: [413, "The body is too large."],
  body_incomplete: [400, "The body is incomplete."],
  rate_limited: [429, "Too many requests."],

  email_missing: [400, "Enter your email address."],
  email_malformed: [400, "This is not an email address."],
  email_too_long: [400, "The email address is too long."],
  email_forbidden_characters: [400, "The email address has characters that cannot be used."],

  session_ended: [401, "Sign in first."],
  access_token_expired: [401, "Your access has expired. Sign in again."],
  fresh_sign_in_required: [403, "Sign in again first, to confirm that it is you."],
  passkey_needed: [403, "This account does not sign in with a passkey."],
  not_yours: [404, "You have no such passkey or session."],
  last_passkey: [409, "This passkey is the only way into the account."],
  no_address: [409, "This account has no email address to send a link to."],

  cloud_unreachable: [503, "Beyond Identity cannot be reached. Try again soon."],
  cloud_rate_limited: [503, "Beyond Identity is busy. Try again later."],
  cloud_timeout: [504, "Beyond Identity did not answer in time. Try again soon."],
  cloud_error: [502, "Beyond Identity could not complete this request. Try again later."],
  cloud_unauthorized: [502, "Beyond Identity could not complete this request. Try again later."],
  cloud_rejected: [502, "Beyond Identity could not complete this request. Try again later."],
  cloud_response_invalid: [
    502,
    "Beyond Identity could not complete this request. Try again later.",
  ],

  not_configured: [501, "Beyond Identity's sign-in page does this. Sign in there."],

  no_backend: [404, "No backend is configured."],
  backend_unreachable: [502, "The backend cannot be reached."],
  backend_timeout: [504, "The backend did not answer in time."],
  backend_redirected: [502, "The backend answered with a redirect."],
  backend_error: [502, "The backend sent an invalid response."],
  backend_busy: [429, "The backend accepts no more requests for now. Try again later."],
  backend_refused: [403, "The backend does not accept this sign-in."],
  backend_conflict: [409, "At the backend, this email address belongs to another account."],

  service_unavailable: [503, "The server cannot reach its database. Try again soon."],
  internal_error: [500, "Something went wrong on our side."],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

/** The stable code of a failure. `components/failure-messages.ts` has the words for users. */
export type FailureCode = keyof typeof FAILURES;

/**
 * The error that this app throws for a request that it rejects or cannot complete. Everything in it may be shown to the
 * caller.
 */
export class Failure extends Error {
  override name = "Failure";
  readonly status: number;
  readonly detail: string;
  readonly retryAfterSeconds: number | undefined;

  /**
   * @param more.detail replaces the sentence of the table
   * @param more.retryAfterSeconds how long the caller should wait before the next attempt
   */
  constructor(
    readonly code: FailureCode,
    { detail, retryAfterSeconds }: { detail?: string; retryAfterSeconds?: number | undefined } = {},
  ) {
    const [status, sentence] = FAILURES[code];
    super(detail ?? sentence);
    this.status = status;
    this.detail = detail ?? sentence;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** @returns whether an error is a `Failure` with one of these codes. */
export function isFailure(error: unknown, ...codes: FailureCode[]): error is Failure {
  return error instanceof Failure && codes.includes(error.code);
}

/** @returns the code of a `Failure`, or `internal_error` for any other error. */
export function failureCodeOf(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : "internal_error";
}
