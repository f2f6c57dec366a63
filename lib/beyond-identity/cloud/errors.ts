/** What can go wrong between us and the cloud, as a closed list of stable codes. */
export type CloudErrorCode =
  | "cloud_unreachable"
  | "cloud_timeout"
  | "cloud_rate_limited"
  | "cloud_error"
  | "cloud_unauthorized"
  | "cloud_rejected"
  | "cloud_response_invalid"
  | "invalid_grant"
  | "not_found"
  | "conflict";

/**
 * The cloud did not do what was asked. Carries a code and the status only: the cloud's own words may hold secrets and
 * stay where they came from.
 */
export class BeyondIdentityError extends Error {
  override name = "BeyondIdentityError";

  /**
   * @param status HTTP status of the cloud's answer, if there was one
   * @param retryAfterSeconds how long the cloud asked us to wait
   */
  constructor(
    readonly code: CloudErrorCode,
    readonly operation: string,
    readonly status?: number,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${operation}: ${code}${status === undefined ? "" : ` (HTTP ${status})`}`);
  }
}
