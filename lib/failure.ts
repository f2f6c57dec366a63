/** Everything that this app turns down or cannot do: the HTTP status and the sentence for the caller of a route. */
const FAILURES = {
  forbidden_origin: [403, "This request came from another site."],
  not_found: [404, "There is nothing at this address."],
  method_not_allowed: [405, "This address takes GET requests only."],
  unsupported_media_type: [415, "Send the body as application/json."],
  invalid_json: [400, "The body is not valid JSON."],
  invalid_body: [400, "The body does not have the fields that this route expects."],
  body_too_large: [413, "The body is too large."],
  body_incomplete: [400, "The body broke off."],
  rate_limited: [429, "Too many requests."],

  email_missing: [400, "Enter your email address."],
  email_malformed: [400, "This is not an email address."],
  email_too_long: [400, "The email address is too long."],
  email_forbidden_characters: [400, "The email address has characters that cannot be used."],

  session_ended: [401, "Sign in first."],
  access_token_expired: [401, "Sign in again: your access has expired."],
  fresh_sign_in_required: [403, "Sign in again first, to confirm that it is you."],
  passkey_needed: [403, "This account does not sign in with a passkey."],
  not_yours: [404, "You have no such passkey or session."],
  last_passkey: [409, "This passkey is the only way into the account."],
  no_address: [409, "There is no email address to send a link to."],

  cloud_unreachable: [503, "Beyond Identity cannot be reached. Try again soon."],
  cloud_rate_limited: [503, "Beyond Identity is busy. Try again later."],
  cloud_timeout: [504, "Beyond Identity did not answer in time. Try again soon."],
  cloud_error: [502, "Beyond Identity could not do this. Try again later."],
  cloud_unauthorized: [502, "Beyond Identity could not do this. Try again later."],
  cloud_rejected: [502, "Beyond Identity could not do this. Try again later."],
  cloud_response_invalid: [502, "Beyond Identity could not do this. Try again later."],

  no_backend: [404, "No backend is configured."],
  backend_unreachable: [502, "The backend cannot be reached."],
  backend_timeout: [504, "The backend did not answer in time."],
  backend_redirected: [502, "The backend answered with a redirect."],
  backend_error: [502, "The backend gave an answer that cannot be used."],
  backend_busy: [429, "The backend takes no more requests just now."],
  backend_refused: [403, "The backend does not accept this sign-in."],
  backend_conflict: [409, "The backend knows this address from the account of another sign-in."],

  service_unavailable: [503, "The server cannot reach its database. Try again soon."],
  internal_error: [500, "Something went wrong on our side."],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

/** Why a request was turned down or could not be done. `components/messages.ts` has the words for people. */
export type FailureCode = keyof typeof FAILURES;

/** The one error that this app throws for what it turns down or cannot do. It holds nothing that may not be shown. */
export class Failure extends Error {
  override name = "Failure";
  readonly status: number;
  readonly detail: string;
  readonly retryAfterSeconds: number | undefined;

  /**
   * @param more.detail says more than the sentence of the table
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

/** @returns whether something thrown is a failure with one of these codes. */
export function isFailure(error: unknown, ...codes: FailureCode[]): error is Failure {
  return error instanceof Failure && codes.includes(error.code);
}

/** @returns the code of something thrown. What this app did not throw is `internal_error`. */
export function failureCodeOf(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : "internal_error";
}
