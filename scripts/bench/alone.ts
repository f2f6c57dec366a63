import { mkdirSync } from "node:fs";
import { lock } from "proper-lockfile";

const FOLDER = ".data/bench";
/** After a crash the next run can start this much later. */
const STALE_MS = 60_000;

/**
 * Keeps other runs away until this process ends. They would falsify the figures, and replace the build of an app that is
 * being measured.
 *
 * @throws Error when another run is at work
 */
export async function alone(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await lock(FOLDER, { stale: STALE_MS }).catch(() => {
    throw new Error("Another `npm run bench` is at work in this folder. Wait for it to end.");
  });
}
