import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { card, options } from "../parts/parts.ts";

/** `GET /settings`: what can be changed while the emulator runs. */
export function settings({ emulator }: Exchange): View {
  return {
    title: "Settings",
    lead: "They take effect with the next request, for all applications, until you reset the emulator.",
    body: card("Behaviour", form(emulator), { id: "settings" }),
  };
}

function form({ settings: now }: Emulator): Html {
  return html`<form action="/_emulator/forms/settings" method="post" class="fields columns" data-keep id="behaviour">
${choice("refresh_tokens", "Refresh tokens", ["off", "static", "rotating"], now.refreshTokens)}
${choice("one_time_passwords", "One-time passwords by email", ["on", "off"], now.oneTimePasswords ? "on" : "off")}
${choice("invocation_type", "Response of /authorize", ["automatic", "manual"], now.invocationType)}
${count("access_token_seconds", "Access token lifetime in seconds", 1, now.accessTokenSeconds)}
${count("extra_prove_rounds", "Extra challenges per sign-in", 0, now.extraProveRounds)}
<button class="primary">Save settings</button></form>`;
}

function choice(name: string, label: string, values: string[], chosen: string): Html {
  const pairs = values.map((value): [string, string] => [value, value]);
  return html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}">${options(pairs, chosen)}</select></p>`;
}

function count(name: string, label: string, least: number, value: number): Html {
  return html`<p><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="${least}" value="${value}" required></p>`;
}
