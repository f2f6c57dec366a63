import { Failure } from "@/lib/failure";
import { SIGN_IN_UNCONFIRMED } from "@/lib/recheck/unconfirmed-digest";

/**
 * The cloud has not confirmed for too long that the user may still be signed in. The app keeps the session, and accepts it
 * again once the cloud has confirmed it.
 */
export class UnconfirmedError extends Failure {
  override name = "UnconfirmedError";
  readonly digest = SIGN_IN_UNCONFIRMED;

  /** @param retryAfterSeconds when the app asks the cloud again */
  constructor(retryAfterSeconds: number) {
    const detail = "Beyond Identity cannot confirm your sign-in now. Try again soon.";
    super("service_unavailable", { detail, retryAfterSeconds });
  }
}
