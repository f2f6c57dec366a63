/**
 * Throws unless the condition holds. Every security rule of the app is one call of this function, so that a mutation
 * test can remove each rule alone and see its test fail.
 *
 * @throws the error that `failure` returns
 */
export function requireThat(condition: unknown, failure: () => Error): asserts condition {
  if (!condition) throw failure();
}
