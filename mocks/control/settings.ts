import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import type { Settings } from "../cloud/settings.ts";
import { controlBody } from "./control-body.ts";
import { controlJson } from "./control-route.ts";

/** The settings by the names that scripts and forms use. A setting that is left out keeps its value. */
export const changesSchema = z.strictObject({
  invocation_type: z.enum(["automatic", "manual"]).optional(),
  extra_prove_rounds: z.int().min(0).max(10).optional(),
  one_time_passwords: z.boolean().optional(),
  refresh_tokens: z.enum(["off", "static", "rotating"]).optional(),
  access_token_seconds: z.int().min(1).max(86_400).optional(),
});

type Changes = z.infer<typeof changesSchema>;

/** `GET /_emulator/settings` */
export function showSettings({ emulator }: Exchange): SentResponse {
  return controlJson(view(emulator.settings));
}

/** `POST /_emulator/settings` with the settings to change */
export async function changeSettings({ emulator, request }: Exchange): Promise<SentResponse> {
  applySettings(emulator, await controlBody(request, changesSchema));
  return controlJson(view(emulator.settings));
}

/** Changes settings until they are changed again or the emulator is reset. */
export function applySettings({ settings }: Emulator, changes: Changes): void {
  settings.invocationType = changes.invocation_type ?? settings.invocationType;
  settings.extraProveRounds = changes.extra_prove_rounds ?? settings.extraProveRounds;
  settings.oneTimePasswords = changes.one_time_passwords ?? settings.oneTimePasswords;
  settings.refreshTokens = changes.refresh_tokens ?? settings.refreshTokens;
  settings.accessTokenSeconds = changes.access_token_seconds ?? settings.accessTokenSeconds;
}

function view(settings: Settings): Changes {
  return {
    invocation_type: settings.invocationType,
    extra_prove_rounds: settings.extraProveRounds,
    one_time_passwords: settings.oneTimePasswords,
    refresh_tokens: settings.refreshTokens,
    access_token_seconds: settings.accessTokenSeconds,
  };
}
