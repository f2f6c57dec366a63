/** Thrown for an id token that this issuer did not sign for this client in this sign-in. */
export class IdTokenError extends Error {
  override name = "IdTokenError";

  /** @param reason a code of jose or of this app, for the log */
  constructor(readonly reason: string) {
    super(`id token refused: ${reason}`);
  }
}
