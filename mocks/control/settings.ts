import { z } from "zod";
import type { Settings } from "../emulator.ts";
import type { Exchange } from "../route.ts";
import { controlBody } from "./control-body.ts";
import { controlJson } from "./control-route.ts";

const bodySchema = z.strictObject({
  invocation_type: z.enum(["automatic", "manual"]).optional(),
  extra_prove_rounds: z.int().min(0).max(10).optional(),
  one_time_passwords: z.boolean().optional(),
  refresh_tokens: z.enum(["off", "static", "rotating"]).optional(),
  access_token_seconds: z.int().min(1).max(86_400).optional(),
});

/** `GET /_emulator/settings` */
export function showSettings({ emulator }: Exchange): Response {
  return controlJson(view(emulator.settings));
}

/** `POST /_emulator/settings` with those to change */
export async function changeSettings({ emulator, request }: Exchange): Promise<Response> {
  const body = await controlBody(request, bodySchema);
  const { settings } = emulator;
  settings.invocationType = body.invocation_type ?? settings.invocationType;
  settings.extraProveRounds = body.extra_prove_rounds ?? settings.extraProveRounds;
  settings.oneTimePasswords = body.one_time_passwords ?? settings.oneTimePasswords;
  settings.refreshTokens = body.refresh_tokens ?? settings.refreshTokens;
  settings.accessTokenSeconds = body.access_token_seconds ?? settings.accessTokenSeconds;
  return controlJson(view(settings));
}

function view(settings: Settings): z.infer<typeof bodySchema> {
  return {
    invocation_type: settings.invocationType,
    extra_prove_rounds: settings.extraProveRounds,
    one_time_passwords: settings.oneTimePasswords,
    refresh_tokens: settings.refreshTokens,
    access_token_seconds: settings.accessTokenSeconds,
  };
}
