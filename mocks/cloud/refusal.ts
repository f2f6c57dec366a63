import type { SentResponse } from "./sent-response.ts";
/**
 * A request that the cloud would refuse. Thrown by the rule that fails. The route turns it into the response, and the
 * journal keeps the reason.
 */
export class Refusal extends Error {
  override name = "Refusal";

  /**
   * @param reason what is wrong, for the journal. It may name values, but never secrets.
   * @param response the response in the form of the vendor or the specification
   */
  constructor(
    readonly reason: string,
    readonly response: () => SentResponse,
  ) {
    super(reason);
  }
}

/**
 * Refuses the request unless the condition holds. Every rule of the emulator is one call of this function, so
 * each can be removed alone to see its test fail.
 *
 * @throws Refusal when the condition does not hold
 */
export function demand(condition: unknown, refusal: () => Refusal): asserts condition {
  if (!condition) throw refusal();
}
