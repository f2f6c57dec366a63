/** Below this, seconds are easier to grasp than minutes. */
const FEW_SECONDS = 90;

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
 * @param seconds how long to wait before the next try
 * @returns when that is, as people say it and never too early
 */
export function waitWords(seconds: number): string {
  const wait =
    seconds < FEW_SECONDS
      ? SECONDS.format(Math.max(1, Math.ceil(seconds)))
      : MINUTES.format(Math.ceil(seconds / 60));
  return `Try again in about ${wait}.`;
}
