import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Identity } from "../../cloud/model.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { icon } from "../parts/icons.ts";
import { badge, card, counted, empty } from "../parts/parts.ts";
import { ago } from "../parts/times.ts";
import { contains, textForm } from "./search-forms.ts";

/** The newest ones. The state route returns all of them. */
const SHOWN = 100;

/** `GET /identities?q=`: the users of all realms. */
export function identities({ emulator, url }: Exchange): View {
  const wanted = url.searchParams.get("q") ?? "";
  const all = emulator.store.state.identities;
  const found = all
    .filter(({ id, displayName, traits }) =>
      contains(wanted, [id, displayName, traits.username, traits.primary_email_address]),
    )
    .toReversed()
    .slice(0, SHOWN);
  const list = html`<ul class="rows">${found.map((identity) => row(emulator, identity))}</ul>`;
  const none =
    all.length > 0
      ? empty("person", "No identity matches.", html`<a href="/identities">Show all identities</a>`)
      : empty(
          "person",
          "No identities yet.",
          "Create an account in the app, and its identity appears here.",
        );
  return {
    title: "Identities",
    lead: "Users with their passkeys, binding links and groups. Open one to suspend, revoke or delete.",
    body: card(
      counted(all.length, "identity", "identities"),
      html`${textForm("/identities", "Name, username, email or id", wanted)}${found.length > 0 ? list : none}`,
      { id: "identities" },
    ),
  };
}

/** @returns whether an identity may sign in, in words. */
export function statusBadge({ status }: Identity): Html {
  return status === "active" ? badge("good", "Active") : badge("bad", "Suspended");
}

function row({ store, clock }: Emulator, identity: Identity): Html {
  const { id, displayName, traits, createdAt } = identity;
  const active = store.state.credentials.filter(
    ({ identityId, state }) => identityId === id && state === "ACTIVE",
  );
  const passkeys = active.length === 0 ? "no passkey" : counted(active.length, "passkey");
  const named = displayName === traits.username ? "" : `${displayName} · `;
  return html`<li id="row-${id}"><div class="row"><span class="disc">${icon("person")}</span>
<div class="what"><h3><a href="/identities/${id}">${traits.username}</a></h3><p>${named}${passkeys}</p></div>
<div class="end">${statusBadge(identity)}${ago(clock, createdAt)}</div></div></li>`;
}
