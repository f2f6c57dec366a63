/** What went wrong with Beyond Identity's cloud. */
export type CloudProblem =
  | "token_not_readable"
  | "unknown_cloud"
  | "unreachable"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rejected"
  | "rate_limited"
  | "failing"
  | "not_understood";

/** A call that did not succeed. The message is for people, and contains neither a token nor the cloud's own text. */
export class CloudError extends Error {
  override name = "CloudError";

  /** @param conflictingId the id of the object in the way, when the cloud names one with its 409 */
  constructor(
    readonly code: CloudProblem,
    message: string,
    readonly conflictingId?: string | undefined,
  ) {
    super(message);
  }
}
