import { demand } from "../../cloud/refusal.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { applyClockMove } from "../../control/clock.ts";
import { clockMoves } from "./clock-moves.ts";
import { done, unknownForm } from "./done.ts";

/** `POST /_emulator/forms/clock/{move}`, `/set` with `now` in UTC to the minute, or `/reset`. */
export function changeClock(
  { emulator, params }: Exchange,
  { now }: { now?: string },
): SentResponse {
  const { item = "" } = params;
  if (item === "reset") {
    emulator.clock.reset();
    return done("/clock", "clock-reset");
  }
  const move = clockMoves[item];
  demand(move || item === "set", unknownForm);
  applyClockMove(emulator, move ? { advance_seconds: move.seconds } : { now: `${now}:00Z` });
  return done("/clock", "clock-moved");
}
