import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { Message } from "../../cloud/model.ts";
import { messagesTo } from "../../control/inbox.ts";
import { icon } from "../parts/icons.ts";
import { empty, unseen } from "../parts/parts.ts";
import { ago } from "../parts/times.ts";

/**
 * @param to an address, or an empty text for all mail
 * @returns the newest mail, each with its link or its code
 */
export function messageList(emulator: Emulator, to: string, most: number): Html {
  const messages = messagesTo(emulator, to).slice(0, most);
  if (messages.length > 0) {
    return html`<ul class="rows">${messages.map((message) => row(emulator, message))}</ul>`;
  }
  return to
    ? empty("mail", `No mail for ${to}.`, html`<a href="/inbox">Show all mail</a>`)
    : empty("mail", "No mail yet.", "Create an account in the app, and its mail arrives here.");
}

function row({ clock }: Emulator, { id, to, subject, link, otp, createdAt }: Message): Html {
  return html`<li id="mail-${id}"><div class="row"><span class="disc">${icon("mail")}</span>
<div class="what"><h3>${subject}</h3><p>To <strong>${to}</strong>, ${ago(clock, createdAt)}</p></div>
<div class="end">${otp ? html`<p>One-time code <code class="otp">${otp}</code></p>` : []}${link ? linkButton(link, to) : []}</div>
</div></li>`;
}

function linkButton(link: string, to: string): Html {
  return html`<a class="button" href="${link}" target="_blank" rel="noopener">Open link${unseen(`for ${to} in a new tab`)}</a>`;
}
