import type { Emulator } from "../cloud/emulator.ts";
import { type Html, html } from "../cloud/html.ts";
import type { Message } from "../cloud/model.ts";
import { messagesTo } from "./inbox.ts";
import { timeElement } from "./page-table.ts";

/** The newest ones. The inbox route returns all of them. */
const SHOWN = 50;

/** @returns the mail that the cloud would have sent, newest first. */
export function inboxSection(emulator: Emulator, to: string): Html {
  const messages = messagesTo(emulator, to).slice(0, SHOWN);
  return html`<section id="inbox" aria-labelledby="inbox-heading">
<h2 id="inbox-heading">Inbox</h2>
<form action="/" method="get" role="search">
<label for="to">Address</label>
<input id="to" name="to" type="search" value="${to}" autocomplete="off" spellcheck="false" placeholder="all addresses">
<button>Filter</button>
</form>
${messages.length > 0 ? html`<ul class="messages">${messages.map(message)}</ul>` : empty(to)}
</section>`;
}

function empty(to: string): Html {
  return to
    ? html`<p class="empty">No mail for ${to}.</p>`
    : html`<p class="empty">No mail yet. Create an account in the application and its mail arrives here.</p>`;
}

function message({ to, subject, link, otp, createdAt }: Message): Html {
  return html`<li>
<h3>${subject}</h3>
<p>To <strong>${to}</strong>, ${timeElement(createdAt)}</p>
${otp ? html`<p>One-time code <code class="otp">${otp}</code></p>` : []}
${link ? linkButton(link, to) : []}
</li>`;
}

function linkButton(link: string, to: string): Html {
  return html`<p><a class="button" href="${link}" target="_blank" rel="noopener">Open link<span class="hidden"> for ${to} in a new tab</span></a></p>`;
}
