import type { PlantedFault } from "../../cloud/faults.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import { misbehaviourGroups, misbehaviourNamed } from "../../oidc/misbehaviours/catalogue.ts";
import type { View } from "../parts/frame.ts";
import { icon } from "../parts/icons.ts";
import { action, badge, card, empty, options, unseen } from "../parts/parts.ts";

/** `GET /faults`: what goes wrong on purpose. */
export function faults({ emulator }: Exchange): View {
  const planted = emulator.faults.list();
  const list =
    planted.length > 0
      ? html`<ul class="rows">${planted.map(row)}</ul>`
      : empty("fault", "No faults are planted.", "Plant one below, and see what your app does.");
  const aside = planted.length > 1 ? { aside: action("faults/clear", "Remove all faults") } : {};
  return {
    title: "Faults",
    lead: "Make the cloud fail, wait or misbehave on purpose. A fault strikes requests whose path matches.",
    body: html`${card("Planted faults", list, { id: "faults", ...aside })}${card("Plant a fault", form())}`,
  };
}

function row(fault: PlantedFault): Html {
  const sends = misbehaviourNamed(fault.misbehave)?.sends.replaceAll("`", "");
  const left = fault.times === undefined ? "Every time" : `${fault.times} left`;
  return html`<li id="${fault.id}"><div class="row"><span class="disc bad">${icon("fault")}</span>
<div class="what"><h3>${effect(fault)}</h3><p>${fault.id} · ${fault.match.method ?? "any method"} <code>${fault.match.path}</code></p>${sends ? html`<p>Sends: ${sends}</p>` : []}</div>
<div class="end">${badge("wait", left)}${action(`faults/${fault.id}/remove`, html`Remove${unseen(fault.id)}`)}</div></div></li>`;
}

/** @returns what a fault does, in words. */
function effect(fault: PlantedFault): string {
  const parts = [
    fault.delay_ms === undefined ? "" : `waits ${fault.delay_ms} ms`,
    fault.status === undefined ? "" : `answers ${fault.status}`,
    fault.drop ? "drops the connection" : "",
    fault.malformed ? "sends malformed JSON" : "",
    fault.misbehave ? `misbehaves: ${fault.misbehave}` : "",
  ];
  const words = parts.filter(Boolean).join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const METHODS: [string, string][] = [
  ["", "any method"],
  ...named(["GET", "POST", "PATCH", "DELETE"]),
];

function form(): Html {
  const groups = Object.entries(misbehaviourGroups).map(
    ([group, members]) =>
      html`<optgroup label="${group}">${options(named(Object.keys(members)), "")}</optgroup>`,
  );
  return html`<form action="/_emulator/forms/faults" method="post" class="fields" data-keep id="plant">
<p class="wide"><label for="path">Path contains</label><input id="path" name="path" required value="/token" spellcheck="false" autocomplete="off" aria-describedby="path-hint"></p>
<p><label for="method">Method</label><select id="method" name="method">${options(METHODS, "")}</select></p>
<p><label for="times">How many times</label><input id="times" name="times" type="number" min="1" placeholder="every time"></p>
<p><label for="status">Status</label><input id="status" name="status" type="number" min="400" max="599" placeholder="none"></p>
<p><label for="delay_ms">Delay in ms</label><input id="delay_ms" name="delay_ms" type="number" min="0" max="120000" placeholder="none"></p>
<p><label for="breaks">Connection</label><select id="breaks" name="breaks">${options(
    [
      ["", "stays"],
      ["drop", "drops"],
      ["malformed", "sends malformed JSON"],
    ],
    "",
  )}</select></p>
<p class="wide"><label for="misbehave">Misbehaviour</label><select id="misbehave" name="misbehave"><option value="">none</option>${groups}</select></p>
<button class="primary">Plant fault</button></form>
<p class="hint" id="path-hint">Choose at least one effect. In the path, * matches anything. A misbehaviour shows at the endpoint that it spoils. The management client uses /token too, so put the application's id into the path to be exact.</p>`;
}

function named(names: string[]): [string, string][] {
  return names.map((name) => [name, name]);
}
