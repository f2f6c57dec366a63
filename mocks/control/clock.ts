import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { controlValue, jsonBody } from "./control-body.ts";
import { controlJson, noContent } from "./control-route.ts";

/** A century in each direction keeps all dates within the range of their formats. */
const CENTURY_SECONDS = 100 * 365 * 24 * 3600;

const bodySchema = z.union([
  z.strictObject({ advance_seconds: z.number().min(-CENTURY_SECONDS).max(CENTURY_SECONDS) }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);

/** `POST /_emulator/clock` */
export async function moveClock({ emulator, request }: Exchange): Promise<SentResponse> {
  applyClockMove(emulator, await jsonBody(request));
  return controlJson({ now: timestamp(emulator.clock) });
}

/**
 * Moves the clock by seconds or to an instant.
 *
 * @throws Refusal 400 that says in plain words what is wrong
 */
export function applyClockMove(emulator: Emulator, value: unknown): void {
  const move = controlValue(value, bodySchema);
  if ("now" in move) emulator.clock.set(new Date(move.now));
  else emulator.clock.advance(move.advance_seconds);
}

/** `DELETE /_emulator/clock` */
export function resetClock({ emulator }: Exchange): SentResponse {
  emulator.clock.reset();
  return noContent();
}
