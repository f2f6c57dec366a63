import type { Comparison, Difference } from "./compare.ts";

/** @returns the lines that tell a person what differs */
export function reportLines({ compared, skipped, differences }: Comparison): string[] {
  return [
    ...differences.map(sentence),
    ...(skipped.length > 0 ? [`Not compared: ${skipped.join(", ")}.`] : []),
    differences.length === 0
      ? `${compared} responses are equal.`
      : `${differences.length} ${differences.length === 1 ? "difference" : "differences"} in ${compared} responses.`,
  ];
}

function sentence({ operation, steps, kind, field, recorded, replayed }: Difference): string {
  const place = `${operation}  (${steps.join(", ")})`;
  const what: Record<Difference["kind"], string> = {
    status: `the recording has status ${recorded}, the emulator ${replayed}`,
    missing: `the emulator lacks ${field}`,
    additional: `the emulator adds ${field}`,
    type: `${field} is ${recorded} in the recording and ${replayed} in the emulator`,
    value: `${field} is ${recorded} in the recording and ${replayed} in the emulator`,
    order: "comes at another point of the run",
    "not recorded": "is not in the recording",
    "not made": "is in the recording alone",
  };
  return `${place}\n    ${what[kind]}`;
}
