/**
 * Fails unless the condition holds. Every security rule of the app is one call of this function, so that each can be
 * taken out alone to see its test fail.
 *
 * @throws whatever `failure` makes, when the condition does not hold
 */
export function requireThat(condition: unknown, failure: () => Error): asserts condition {
  if (!condition) throw failure();
}
