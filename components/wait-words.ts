/** Shorter waits are shown in seconds. */
const MINUTES_FROM_SECONDS = 90;

const SECONDS = new Intl.NumberFormat("en", {
  style: "unit",
  unit: "second",
  unitDisplay: "long",
});
const MINUTES = new Intl.NumberFormat("en", {
  style: "unit",
  unit: "minute",
  unitDisplay: "long",
});

/**
 * @param seconds how long to wait before the next attempt
 * @returns the wait as a sentence, rounded up
 */
export function waitWords(seconds: number): string {
  const wait =
    seconds < MINUTES_FROM_SECONDS
      ? SECONDS.format(Math.max(1, Math.ceil(seconds)))
      : MINUTES.format(Math.ceil(seconds / 60));
  return `Try again in about ${wait}.`;
}
