import { Failure, type FailureCode } from "@/lib/failure";

/** Rejections that the calling code may handle. For the user they all count as `cloud_rejected`. */
const REJECTIONS = ["invalid_grant", "not_found", "conflict"] as const;

/** Why a request to the cloud failed. */
export type CloudErrorReason =
  | Extract<FailureCode, `cloud_${string}`>
  | (typeof REJECTIONS)[number];

/**
 * A request to the cloud failed. The error carries codes and the status only, because the cloud's own text may hold
 * secrets.
 */
export class BeyondIdentityError extends Failure {
  override name = "BeyondIdentityError";

  /**
   * @param cloudStatus HTTP status of the cloud's response, if there was one
   * @param retryAfterSeconds how long the cloud asked this app to wait
   */
  constructor(
    readonly reason: CloudErrorReason,
    readonly operation: string,
    readonly cloudStatus?: number,
    retryAfterSeconds?: number,
  ) {
    super(isRejection(reason) ? "cloud_rejected" : reason, { retryAfterSeconds });
    this.message = `${operation}: ${reason}${cloudStatus === undefined ? "" : ` (HTTP ${cloudStatus})`}`;
  }
}

/** @returns whether an error is a `BeyondIdentityError` with one of these reasons. */
export function isCloudError(
  error: unknown,
  ...reasons: CloudErrorReason[]
): error is BeyondIdentityError {
  return error instanceof BeyondIdentityError && reasons.includes(error.reason);
}

function isRejection(reason: CloudErrorReason): reason is (typeof REJECTIONS)[number] {
  return REJECTIONS.some((rejection) => rejection === reason);
}
