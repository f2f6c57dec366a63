import type { Emulator } from "../cloud/emulator.ts";
import { type Html, html } from "../cloud/html.ts";

/** @returns the form that changes the settings while the emulator runs. */
export function settingsSection({ settings }: Emulator): Html {
  return html`<section id="settings" aria-labelledby="settings-heading">
<h2 id="settings-heading">Settings</h2>
<form action="/_emulator/forms/settings" method="post" class="fields">
${choice("refresh_tokens", "Refresh tokens", ["off", "static", "rotating"], settings.refreshTokens)}
${count("access_token_seconds", "Access token lifetime in seconds", 1, settings.accessTokenSeconds)}
${count("extra_prove_rounds", "Extra challenges per sign-in", 0, settings.extraProveRounds)}
${choice("invocation_type", "Response of /authorize", ["automatic", "manual"], settings.invocationType)}
${choice("one_time_passwords", "One-time passwords", ["on", "off"], settings.oneTimePasswords ? "on" : "off")}
<button>Save</button>
</form>
</section>`;
}

function choice(name: string, label: string, values: string[], chosen: string): Html {
  const options = values.map((value) =>
    value === chosen ? html`<option selected>${value}</option>` : html`<option>${value}</option>`,
  );
  return html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}">${options}</select></p>`;
}

function count(name: string, label: string, least: number, value: number): Html {
  return html`<p><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="${least}" value="${value}" required></p>`;
}
