import type { Emulator } from "../../../../mocks/cloud/emulator.ts";
import type { Fault, PlantedFault } from "../../../../mocks/cloud/faults.ts";

const ONE_IN = 20;
const KINDS: Omit<Fault, "match">[] = [
  { status: 503 },
  { status: 500 },
  { status: 429, retry_after: 1 },
  { drop: true },
  { malformed: true },
  { delay_ms: 3_000 },
];

/** How many calls the cloud got, and how many of them failed. */
export type Calls = { all: number; failed: number };

/**
 * Makes every twentieth call to the cloud fail, in one of six ways in turn. That is 5 %.
 *
 * @returns the counts, which go on
 */
export function failSomeCalls({ faults }: Emulator): Calls {
  const calls = { all: 0, failed: 0 };
  faults.take = (method, path): PlantedFault | undefined => {
    calls.all += 1;
    if (calls.all % ONE_IN !== 0) return undefined;
    const kind = KINDS[calls.failed % KINDS.length];
    calls.failed += 1;
    return { match: { method, path }, id: `call-${calls.all}`, ...kind };
  };
  return calls;
}
