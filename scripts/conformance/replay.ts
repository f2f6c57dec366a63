import { type Comparison, compare } from "./compare.ts";
import { ConformanceError } from "./conformance-error.ts";
import { startFreshEmulator } from "./fresh-emulator.ts";
import type { Send } from "./recorder.ts";
import { runScenario } from "./scenario/run-scenario.ts";
import type { Transcript } from "./transcript.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A cloud changes, so an older recording says little about it. */
const MOST_DAYS = 365;

/**
 * Runs the scenario against a fresh emulator and compares it with a transcript.
 *
 * @throws ConformanceError when nothing can be compared
 */
export async function replay(transcript: Transcript, send: Send): Promise<Comparison> {
  const { target, close } = await startFreshEmulator();
  const { steps } = await runScenario(target, send).finally(close);
  const comparison = compare(transcript, steps);
  if (comparison.compared === 0) {
    throw new ConformanceError("Nothing was compared, because the transcript has no response.");
  }
  return comparison;
}

/** @throws ConformanceError when a transcript is older than a year, or of the future */
export function demandRecent({ recordedAt }: Transcript, now = Date.now()): void {
  const days = (now - recordedAt.getTime()) / DAY_MS;
  if (days > MOST_DAYS) {
    throw new ConformanceError(`The transcript is older than ${MOST_DAYS} days. Record it again.`);
  }
  if (days < -1) throw new ConformanceError("The transcript has a date in the future.");
}
