import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { controlValue } from "../../control/control-body.ts";
import { applySettings, changesSchema } from "../../control/settings.ts";
import { done } from "./done.ts";

/** `POST /_emulator/forms/settings`. A form sends all values as text. */
export function saveSettings(
  { emulator }: Exchange,
  fields: Partial<Record<string, string>>,
): SentResponse {
  const changes = {
    ...fields,
    extra_prove_rounds: Number(fields.extra_prove_rounds),
    one_time_passwords: fields.one_time_passwords === "on",
    access_token_seconds: Number(fields.access_token_seconds),
  };
  applySettings(emulator, controlValue(changes, changesSchema));
  return done("/settings", "settings-saved");
}
