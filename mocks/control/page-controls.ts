import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { PlantedFault } from "../cloud/faults.ts";
import { type Html, html } from "../cloud/html.ts";
import { clockMoves } from "./forms.ts";
import { tableSection } from "./page-table.ts";

/** @returns the planted faults, each with a button that removes it. */
export function faultsSection({ faults }: Emulator): Html {
  const rows = faults
    .list()
    .map((fault) => [
      fault.id,
      html`<code>${fault.match.method ?? "any method"} ${fault.match.path}</code>`,
      effect(fault),
      fault.times === undefined ? "every time" : String(fault.times),
      button(`faults/${fault.id}/remove`, html`Remove<span class="hidden"> ${fault.id}</span>`),
    ]);
  const columns = ["Fault", "Matches", "What goes wrong", "Times left", "Remove"];
  return tableSection("Faults", columns, rows, "No faults are planted.");
}

/** @returns the emulator's time with the buttons that move it. */
export function clockSection({ clock }: Emulator): Html {
  const moves = Object.entries(clockMoves).map(([name, move]) =>
    button(`clock/${name}`, html`${move?.label ?? name}`),
  );
  // Rounded to the minute, so that the page does not change at every refresh.
  const minute = timestamp(clock).slice(0, 16);
  return html`<section id="clock" aria-labelledby="clock-heading">
<h2 id="clock-heading">Clock</h2>
<p>It is <time datetime="${minute}Z">${minute.replace("T", " ")} UTC</time> in the emulator.</p>
<div class="actions">${moves}${button("clock/reset", html`Back to real time`)}</div>
</section>`;
}

/** @returns the button that empties the emulator. */
export function resetSection(): Html {
  return html`<section id="reset" aria-labelledby="reset-heading">
<h2 id="reset-heading">Start over</h2>
<p>Deletes all identities, passkeys, mail, faults and requests, and returns to real time and the first settings.</p>
<div class="actions">${button("reset", html`Reset everything`)}</div>
</section>`;
}

function button(action: string, label: Html): Html {
  return html`<form action="/_emulator/forms/${action}" method="post"><button>${label}</button></form>`;
}

function effect(fault: PlantedFault): string {
  const parts = [
    fault.delay_ms === undefined ? "" : `waits ${fault.delay_ms} ms`,
    fault.status === undefined ? "" : `answers ${fault.status}`,
    fault.drop ? "drops the connection" : "",
    fault.malformed ? "sends malformed JSON" : "",
    fault.misbehave ? `misbehaves: ${fault.misbehave}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
