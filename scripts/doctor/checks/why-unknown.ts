import type { Reading } from "../cloud/readings.ts";

/** @returns why an object of the tenant could not be read, in words */
export function whyUnknown(reading: Exclude<Reading<unknown>, { kind: "found" }>): string {
  if (reading.kind === "absent") return "the management API does not know it";
  return reading.kind === "unknown" ? reading.why : reading.error.message;
}
