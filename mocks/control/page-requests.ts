import type { Emulator } from "../cloud/emulator.ts";
import { type Html, html } from "../cloud/html.ts";
import type { JournalEntry } from "../cloud/journal.ts";
import { tableSection } from "./page-table.ts";

const SHOWN = 100;

/** @returns the last requests with their status and, for each refused one, the reason. */
export function requestsSection({ journal }: Emulator): Html {
  const rows = journal.entries().slice(0, SHOWN).map(row);
  return tableSection(
    "Requests",
    ["Time", "Request", "Status", "Reason"],
    rows,
    "No requests yet.",
  );
}

function row({ at, method, path, status, reason = "" }: JournalEntry): (string | Html)[] {
  const time = html`<time datetime="${at}">${at.slice(11, 19)}</time>`;
  const result = status === 0 ? "dropped" : String(status);
  const mark = status === 0 || status >= 400 || reason ? "bad" : "good";
  return [
    time,
    html`<code>${method} ${path}</code>`,
    html`<span class="${mark}">${result}</span>`,
    reason,
  ];
}
