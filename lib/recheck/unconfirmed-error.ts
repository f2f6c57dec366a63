import { Failure } from "@/lib/failure";
import { SIGN_IN_UNCONFIRMED } from "@/lib/recheck/unconfirmed-digest";

/**
 * For too long the cloud has not confirmed that the user may still be signed in. The session is kept, and counts again
 * once the cloud has confirmed it.
 */
export class UnconfirmedError extends Failure {
  override name = "UnconfirmedError";
  readonly digest = SIGN_IN_UNCONFIRMED;

  /** @param retryAfterSeconds when the cloud is asked again */
  constructor(retryAfterSeconds: number) {
    const detail = "Beyond Identity cannot confirm your sign-in now. Try again soon.";
    super("service_unavailable", { detail, retryAfterSeconds });
  }
}
