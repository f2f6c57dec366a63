/** A failed sign-in. The log and the error page know these types. */
export class AuthError extends Error {
  override name = "AuthError";

  /** @param type such as `CallbackRouteError` */
  constructor(
    readonly type:
      | "CallbackRouteError"
      | "InvalidCheck"
      | "MissingCSRF"
      | "OAuthCallbackError"
      | "SignInError",
    cause?: { err: unknown; provider: string },
  ) {
    super(type, { cause });
  }
}
