import { timestamp } from "../../cloud/clock.ts";
import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import { HOME, type View } from "../parts/frame.ts";
import { card } from "../parts/parts.ts";
import { messageList } from "./messages.ts";
import { addressForm } from "./search-forms.ts";
import { storyList } from "./story-list.ts";

const SHOWN = 5;

/** `GET /?to=`: the newest mail and sign-ins, and where everything else is. */
export function overview({ emulator, url }: Exchange): View {
  const to = url.searchParams.get("to") ?? "";
  const signIns = emulator.journal.stories().filter(({ kind }) => kind === "sign_in");
  const mail = html`${to ? addressForm("/", to) : []}${messageList(emulator, to, SHOWN)}`;
  return {
    title: HOME,
    lead: "Beyond Identity's cloud on this machine. It verifies every signature and says why it refuses.",
    body: html`${stats(emulator)}<div class="two">
${card("Inbox", mail, { id: "inbox", aside: html`<a href="/inbox">All mail</a>` })}
${card("Latest sign-ins", storyList(emulator, signIns.slice(0, SHOWN), "sign_in"), { aside: html`<a href="/sign-ins">All sign-ins</a>` })}
</div>`,
  };
}

function stats({ store, journal, faults, clock }: Emulator): Html {
  const { identities, credentials } = store.state;
  const active = credentials.filter(({ state }) => state === "ACTIVE").length;
  const refused = journal.entries().filter(({ reason }) => reason !== undefined).length;
  const items: [string, string, string | number][] = [
    ["/identities", "Identities", identities.length],
    ["/identities", "Active passkeys", active],
    ["/requests", "Requests", journal.entries().length],
    ["/requests?show=refused", "Refused requests", refused],
    ["/faults", "Planted faults", faults.list().length],
    ["/clock", "Clock, UTC", timestamp(clock).slice(11, 16)],
  ];
  const links = items.map(
    ([href, label, value]) => html`<a href="${href}"><strong>${value}</strong>${label}</a>`,
  );
  return html`<nav class="stats" aria-label="At a glance">${links}</nav>`;
}
