import type { Send } from "./recorder.ts";
import { runScenario } from "./scenario/run-scenario.ts";
import type { Target } from "./target.ts";
import type { Transcript } from "./transcript.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Runs the scenario against a cloud.
 *
 * @returns the transcript, and the id of the identity if it could not be deleted
 * @throws ConformanceError when the cloud cannot be reached, or the management API refuses this client
 */
export async function record(
  target: Target,
  send: Send,
): Promise<{ transcript: Transcript; leftBehind: string | undefined }> {
  const recordedAt = new Date();
  const { steps, leftBehind } = await runScenario(target, send);
  const isEmulator = LOOPBACK.includes(new URL(target.issuer).hostname);
  const cloud = isEmulator ? "emulator" : "tenant";
  return { transcript: { cloud, recordedAt, steps }, leftBehind };
}
