import { type HttpHandler, HttpResponse } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { controlValue } from "./control-body.ts";
import { controlRefusal, controlRoute } from "./control-route.ts";
import { resetEmulator } from "./reset.ts";
import { applySettings, changesSchema } from "./settings.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** What the page's clock buttons do. */
export const clockMoves: Partial<Record<string, { label: string; seconds: number }>> = {
  quarter: { label: "Advance 15 minutes", seconds: 15 * MINUTE },
  week: { label: "Advance 8 days", seconds: 8 * DAY },
};

/** @returns the routes of the page's forms, which work without scripts and redirect back to the page. */
export function formHandlers(emulator: Emulator): HttpHandler[] {
  const forms = "/_emulator/forms";
  return [
    controlRoute(emulator, "post", `${forms}/reset`, () => {
      resetEmulator(emulator);
      return backToPage();
    }),
    controlRoute(emulator, "post", `${forms}/faults/:faultId/remove`, ({ params }) => {
      emulator.faults.remove(params.faultId ?? "");
      return backToPage("#faults");
    }),
    controlRoute(emulator, "post", `${forms}/clock/reset`, () => {
      emulator.clock.reset();
      return backToPage("#clock");
    }),
    controlRoute(emulator, "post", `${forms}/clock/:move`, advanceClock),
    controlRoute(emulator, "post", `${forms}/settings`, changeSettings),
  ];
}

function advanceClock({ emulator, params }: Exchange): Response {
  const move = clockMoves[params.move ?? ""];
  demand(move, () => controlRefusal(404, "The page has no such button."));
  emulator.clock.advance(move.seconds);
  return backToPage("#clock");
}

/** A form sends all values as text. */
async function changeSettings({ emulator, request }: Exchange): Promise<Response> {
  const fields = Object.fromEntries(new URLSearchParams(await request.text()));
  const changes = {
    ...fields,
    extra_prove_rounds: Number(fields.extra_prove_rounds),
    one_time_passwords: fields.one_time_passwords === "on",
    access_token_seconds: Number(fields.access_token_seconds),
  };
  applySettings(emulator, controlValue(changes, changesSchema));
  return backToPage("#settings");
}

function backToPage(fragment = ""): Response {
  return new HttpResponse(null, { status: 303, headers: { location: `/${fragment}` } });
}
