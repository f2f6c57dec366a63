/**
 * A request that the cloud would not carry out. Thrown by whatever finds the fault; the route turns it into the
 * answer and the journal keeps the reason.
 */
export class Refusal extends Error {
  override name = "Refusal";

  /**
   * @param reason what is wrong and what to do about it, for the journal; it may name values, never secrets
   * @param response the answer in the vendor's or the specification's own form
   */
  constructor(
    readonly reason: string,
    readonly response: () => Response,
  ) {
    super(reason);
  }
}

/**
 * Refuses the request unless the condition holds. Every rule of the emulator is one call of this function, so that
 * each can be taken out alone to see its test fail.
 *
 * @throws Refusal when the condition does not hold
 */
export function demand(condition: unknown, refusal: () => Refusal): asserts condition {
  if (!condition) throw refusal();
}
