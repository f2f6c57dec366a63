import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import { findRealm } from "../../cloud/lookup.ts";
import type { Identity } from "../../cloud/model.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { action, card, confirmed, facts, unseen } from "../parts/parts.ts";
import { exactTime } from "../parts/times.ts";
import { statusBadge } from "./identities.ts";
import { linksOf, passkeysOf } from "./identity-keys.ts";
import { messageList } from "./messages.ts";
import { storiesByKind } from "./story-list.ts";

/** `GET /identities/{id}`: one user, and what can be done with them. */
export function identity({ emulator }: Exchange, id: string): View | undefined {
  const found = emulator.store.state.identities.find((candidate) => candidate.id === id);
  if (!found) return undefined;
  const { traits } = found;
  const stories = emulator.journal.stories().filter(({ identity_id }) => identity_id === id);
  const address = traits.primary_email_address;
  return {
    title: traits.username,
    mark: statusBadge(found),
    back: { href: "/identities", label: "Identities" },
    body: html`${card("Profile", html`${profile(emulator, found)}${actions(found)}`)}
${card("Passkeys", passkeysOf(emulator, id))}
${card("Binding links", linksOf(emulator, id))}
<div class="two">${card("What happened", storiesByKind(emulator, stories.slice(0, 10)))}
${address ? card("Mail", messageList(emulator, address, 5)) : []}</div>`,
  };
}

function profile({ store, ...emulator }: Emulator, found: Identity): Html {
  const { world } = store.state;
  const groups = world.groups.filter(({ identity_ids }) => identity_ids.includes(found.id));
  const roles = world.roles.filter(({ identity_ids }) => identity_ids.includes(found.id));
  const others = Object.entries(found.traits).filter(
    ([name]) => !["type", "username", "primary_email_address"].includes(name),
  );
  return facts([
    ["Display name", found.displayName],
    ["Email", found.traits.primary_email_address ?? "none"],
    ["Realm", findRealm({ store, ...emulator }, found.realmId)?.display_name],
    ["Created", exactTime(found.createdAt)],
    ["Groups", groups.map(({ display_name }) => display_name).join(", ") || "none"],
    ["Roles", roles.map(({ display_name }) => display_name).join(", ") || "none"],
    ["Id", html`<code>${found.id}</code>`],
    ...others.map(([name, value]): [string, string] => [name, String(value)]),
  ]);
}

function actions({ id, status, traits }: Identity): Html {
  const name = unseen(traits.username);
  const toggle =
    status === "active"
      ? action(`identities/${id}/suspend`, html`Suspend${name}`)
      : action(`identities/${id}/activate`, html`Activate${name}`, { look: "primary" });
  const remove = confirmed(
    "Delete identity",
    "Its passkeys and binding links go with it. You cannot undo this.",
    action(`identities/${id}/delete`, html`Delete for good${name}`, { look: "danger" }),
  );
  return html`<div class="actions">${toggle}${remove}</div>`;
}
