import { Failure, type FailureCode } from "@/lib/failure";

/** Answers that an operation may have a use for. To a user they are a request that was turned down. */
const REJECTIONS = ["invalid_grant", "not_found", "conflict"] as const;

/** What went wrong between this app and the cloud. */
export type CloudErrorReason =
  | Extract<FailureCode, `cloud_${string}`>
  | (typeof REJECTIONS)[number];

/**
 * The cloud did not do what was asked. Carries codes and the status only: the cloud's own words may hold secrets and
 * stay where they came from.
 */
export class BeyondIdentityError extends Failure {
  override name = "BeyondIdentityError";

  /**
   * @param cloudStatus HTTP status of the cloud's answer, if there was one
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

/** @returns whether something thrown is the cloud's answer for one of these reasons. */
export function isCloudError(
  error: unknown,
  ...reasons: CloudErrorReason[]
): error is BeyondIdentityError {
  return error instanceof BeyondIdentityError && reasons.includes(error.reason);
}

function isRejection(reason: CloudErrorReason): reason is (typeof REJECTIONS)[number] {
  return REJECTIONS.some((rejection) => rejection === reason);
}
