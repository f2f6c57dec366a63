import { Failure, type FailureCode } from "@/lib/failure";

/** Reasons that the calling code may handle, and the code by which the user hears of each. */
const HANDLED = {
  invalid_grant: "cloud_rejected",
  not_found: "cloud_rejected",
  conflict: "cloud_rejected",
  issuer_mismatch: "cloud_response_invalid",
} as const satisfies Record<string, FailureCode>;

/** Why a request to the cloud failed. */
export type CloudErrorReason = Extract<FailureCode, `cloud_${string}`> | keyof typeof HANDLED;

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
    super(isHandled(reason) ? HANDLED[reason] : reason, { retryAfterSeconds });
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

function isHandled(reason: CloudErrorReason): reason is keyof typeof HANDLED {
  return reason in HANDLED;
}
