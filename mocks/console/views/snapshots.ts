import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { icon } from "../parts/icons.ts";
import { action, card, confirmed, empty, facts, unseen } from "../parts/parts.ts";
import { ago } from "../parts/times.ts";

/** `GET /snapshots`: kept states, and the seed. */
export function snapshots({ emulator }: Exchange): View {
  const kept = [...emulator.snapshots].toReversed();
  const list =
    kept.length > 0
      ? html`<ul class="rows">${kept.map(([name, { created_at }]) => row(emulator, name, created_at))}</ul>`
      : empty(
          "snapshot",
          "No snapshots yet.",
          "Keep one now, and return to it as often as you like.",
        );
  return {
    title: "Snapshots",
    lead: "Keep the whole state and bring it back in milliseconds. Passkeys in your browser still work.",
    body: html`${card("Kept snapshots", html`${form()}${list}`, { id: "snapshots" })}${card("Seed", seed(emulator), { id: "seed" })}`,
  };
}

function row({ clock }: Emulator, name: string, createdAt: string): Html {
  const path = `snapshots/${encodeURIComponent(name)}`;
  return html`<li id="snapshot-${name}"><div class="row"><span class="disc">${icon("snapshot")}</span>
<div class="what"><h3>${name}</h3><p>Kept ${ago(clock, createdAt)}</p></div>
<div class="end">${action(`${path}/restore`, html`Restore${unseen(name)}`)}${action(`${path}/remove`, html`Remove${unseen(name)}`, { look: "danger" })}</div></div></li>`;
}

function form(): Html {
  return html`<form action="/_emulator/forms/snapshots" method="post" class="fields" data-keep id="keep">
<p><label for="name">Name</label><input id="name" name="name" required maxlength="64" pattern="[A-Za-z0-9_.\\-]+" autocomplete="off" spellcheck="false" aria-describedby="name-hint"></p><button class="primary">Keep snapshot</button></form>
<p class="hint" id="name-hint">Letters, digits, dots, hyphens and underscores. They last until the emulator stops.</p>`;
}

function seed({ store }: Emulator): Html {
  const { seededFrom, world, identities } = store.state;
  const isNamed = seededFrom === "starter" || seededFrom === "blank";
  const sizes = facts([
    ["Began with", isNamed ? `the seed ${seededFrom}` : "a seed file"],
    ["Realms", world.realms.length],
    ["Applications", world.applications.length],
    ["Identities", identities.length],
  ]);
  const reset = confirmed(
    "Reset everything",
    "Deletes identities, passkeys, mail, faults and requests that came since, and returns to real time.",
    action("reset", "Reset to the seed", { look: "danger" }),
  );
  return html`${sizes}<p>The running world as a seed file, with the secrets of applications: start from it with <code>npm run emulator -- --seed world.json</code></p>
<div class="actions"><a class="button" href="/_emulator/seed" download="world.json">Download seed file</a>${reset}</div>`;
}
