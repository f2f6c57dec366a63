import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import { configOfApplication } from "../../cloud/lookup.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { ApplicationRecord } from "../../cloud/world.ts";
import type { View } from "../parts/frame.ts";
import { icon } from "../parts/icons.ts";
import { badge, card, empty } from "../parts/parts.ts";

const KINDS: Record<string, string> = {
  embedded: "Embedded sign-in",
  hosted_web: "Hosted Web sign-in",
  console: "Console",
  platform: "Platform",
};

/** `GET /applications`: the clients of every realm. */
export function applications({ emulator }: Exchange): View {
  const { realms, applications: all, tenant } = emulator.store.state.world;
  const cards = realms.map(({ id, display_name }) => {
    const own = all.filter(({ realm_id }) => realm_id === id);
    const list =
      own.length > 0
        ? html`<ul class="rows">${own.map((application) => row(emulator, application))}</ul>`
        : empty("app", "No applications in this realm.", "Create one with the management API.");
    return card(`Realm ${display_name}`, list, {
      id: `realm-${id}`,
      aside: html`<code class="muted">${id}</code>`,
    });
  });
  return {
    title: "Applications",
    lead: html`OAuth clients of the tenant ${tenant.display_name} (<code>${tenant.id}</code>). The management API changes them, and every rule reads them anew.`,
    body: cards,
  };
}

/** @returns how users sign in to an application, in words. */
export function signInKind(emulator: Emulator, { id }: ApplicationRecord): string {
  const type = configOfApplication(emulator, id)?.config.type;
  return (type && KINDS[type]) || "Machine client";
}

function row(emulator: Emulator, application: ApplicationRecord): Html {
  const { id, display_name, protocol_config: protocol } = application;
  return html`<li id="row-${id}"><div class="row"><span class="disc">${icon("app")}</span>
<div class="what"><h3><a href="/applications/${id}">${display_name}</a></h3><p>${signInKind(emulator, application)} · <code>${protocol.client_id}</code></p></div>
<div class="end">${badge("calm", protocol.confidentiality === "public" ? "Public" : "Confidential")}</div></div></li>`;
}
