import { demand } from "../../cloud/refusal.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { plant } from "../../control/faults.ts";
import { done, unknownForm } from "./done.ts";

type Fields = Partial<Record<string, string>>;

/** `POST /_emulator/forms/faults`, `/clear` or `/{id}/remove` */
export function changeFaults({ emulator, params }: Exchange, fields: Fields): SentResponse {
  const { item, verb } = params;
  if (item === undefined) {
    plant(emulator, faultOf(fields));
    return done("/faults", "fault-planted");
  }
  if (item === "clear") {
    emulator.faults.clear();
    return done("/faults", "faults-removed");
  }
  demand(verb === "remove" && emulator.faults.remove(item), unknownForm);
  return done("/faults", "fault-removed");
}

/** A form sends all values as text, and an empty text for a field that was left out. */
function faultOf({ path, method, times, status, delay_ms, breaks, misbehave }: Fields) {
  return {
    match: { path, ...(method ? { method } : {}) },
    ...numbers({ times, status, delay_ms }),
    ...(breaks ? { [breaks]: true } : {}),
    ...(misbehave ? { misbehave } : {}),
  };
}

function numbers(fields: Fields): Record<string, number> {
  const filled = Object.entries(fields).filter(([, text]) => text !== undefined && text !== "");
  return Object.fromEntries(filled.map(([name, text]) => [name, Number(text)]));
}
