import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { JournalEntry } from "../../cloud/journal.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { action, badge, card, counted, empty, options, type Tone } from "../parts/parts.ts";
import { ago, duration } from "../parts/times.ts";
import { contains, textForm } from "./search-forms.ts";
import { shortPath } from "./short-path.ts";

const SHOWN = 100;
const CHOICES: [string, string][] = [
  ["", "all requests"],
  ["refused", "refused requests"],
  ["planted", "with a planted fault"],
];

/** `GET /requests?q=&show=`: the journal. */
export function requests({ emulator, url }: Exchange): View {
  const wanted = url.searchParams.get("q") ?? "";
  const show = url.searchParams.get("show") ?? "";
  const all = emulator.journal.entries();
  const found = all.filter((entry) => isShown(entry, show) && matches(entry, wanted));
  const choice = html`<p><label for="show">Show</label><select id="show" name="show">${options(CHOICES, show)}</select></p>`;
  const rows = found.slice(0, SHOWN).map((entry) => row(emulator, entry));
  const list = rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : none(all.length);
  return {
    title: "Requests",
    lead: "The last 500 requests to the emulated cloud. Secrets are masked before they are kept.",
    body: card(
      counted(found.length, "request"),
      html`${textForm("/requests", "Method, path, reason or correlation id", wanted, [choice])}${list}`,
      {
        id: "requests",
        ...(all.length > 0 ? { aside: action("requests/clear", "Clear requests") } : {}),
      },
    ),
  };
}

function row(emulator: Emulator, entry: JournalEntry): Html {
  const { id, method, path, reason } = entry;
  return html`<li id="row-${id}"><div class="row log">${statusBadge(entry)}
<div class="what"><h3><a href="/requests/${id}" title="${path}"><code>${method}</code> ${shortPath(emulator, path)}</a></h3>
${reason ? html`<p class="reason">${reason}</p>` : []}</div>
<div class="end"><span class="muted">${duration(entry.duration_ms)}</span>${ago(emulator.clock, entry.at)}</div></div></li>`;
}

/** @returns the status of a response in words and a number. */
export function statusBadge({ status, reason }: JournalEntry): Html {
  if (status === 0) return badge("bad", "dropped");
  const tone: Tone = status >= 400 || reason ? "bad" : "good";
  return badge(tone, reason && status < 400 ? `${status} refused` : String(status));
}

function isShown({ reason, status, fault }: JournalEntry, show: string): boolean {
  if (show === "refused") return reason !== undefined || status >= 400 || status === 0;
  return show !== "planted" || fault !== undefined;
}

function matches({ method, path, reason, correlation_id }: JournalEntry, wanted: string): boolean {
  return contains(wanted, [`${method} ${path}`, reason, correlation_id]);
}

function none(count: number): Html {
  return count > 0
    ? empty("list", "No request matches.", html`<a href="/requests">Show all requests</a>`)
    : empty("list", "No requests yet.", "Use the app, and each request to the cloud appears here.");
}
