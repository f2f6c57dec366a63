/** Why a session cannot be used for what was asked. */
export type SessionErrorCode =
  /** There is no such session any more. */
  | "session_ended"
  /** The access token has run out and cannot be renewed. */
  | "access_token_expired"
  /** It began too long ago for what was asked. */
  | "fresh_sign_in_required";

/** A session cannot be used for what was asked; signing in again helps. */
export class SessionError extends Error {
  override name = "SessionError";

  constructor(readonly code: SessionErrorCode) {
    super(code);
  }
}
