/** How a page in the browser knows the error: Next.js lets nothing else of it through. */
export const SIGN_IN_UNCONFIRMED = "sign_in_unconfirmed";

/**
 * For too long the cloud has not confirmed that the person may still be signed in. The session is kept, and counts again
 * once it has.
 */
export class UnconfirmedError extends Error {
  override name = "UnconfirmedError";
  readonly digest = SIGN_IN_UNCONFIRMED;

  /** @param retryAfterSeconds when the cloud is asked again */
  constructor(readonly retryAfterSeconds: number) {
    super("the sign-in cannot be confirmed");
  }
}
