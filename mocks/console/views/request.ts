import { type Html, html } from "../../cloud/html.ts";
import type { Message } from "../../cloud/observe.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { card, facts } from "../parts/parts.ts";
import { duration, exactTime } from "../parts/times.ts";
import { jsonBlock, lines } from "./claims.ts";
import { curlOf } from "./curl.ts";
import { statusBadge } from "./requests.ts";
import { shortPath } from "./short-path.ts";

/** `GET /requests/{id}`: one request with its response. */
export function request({ emulator }: Exchange, id: string): View | undefined {
  const found = emulator.journal.entries().find((entry) => entry.id === id);
  if (!found) return undefined;
  const { story, fault, reason } = found;
  const summary = facts([
    ["Received", exactTime(found.at)],
    ["Took", duration(found.duration_ms)],
    ["Story", story && html`<a href="/sign-ins/${story}">Show the whole story</a>`],
    ["Fault", fault && html`<a href="/faults">${fault}</a>`],
    ["Correlation id", found.correlation_id && html`<code>${found.correlation_id}</code>`],
  ]);
  return {
    title: `${found.method} ${shortPath(emulator, found.path)}`,
    mark: statusBadge(found),
    back: { href: "/requests", label: "Requests" },
    body: html`${reason ? html`<p class="why"><strong>Refused</strong>: ${reason}</p>` : []}
${card("Request", html`<p><code>${found.method} ${found.path}</code></p>${summary}${found.request ? side(found.request) : []}`)}
${found.response ? card("Response", side(found.response)) : []}
${card("As curl", curl(curlOf(emulator.origins.auth, found)), { aside: copyButton() })}`,
  };
}

function side({ headers, body }: Message): Html {
  return html`<h3>Headers</h3>${lines(headers)}${body ? html`<h3>Body</h3>${jsonBlock(body)}` : []}`;
}

function curl(command: string): Html {
  return html`<pre id="curl">${command}</pre><p class="hint">Replace each *** with a value of your own. The emulator does not keep secrets.</p>`;
}

function copyButton(): Html {
  return html`<span class="actions"><span id="curl-said" role="status" data-keep></span><button type="button" class="js-only" data-copy="curl">Copy as curl</button></span>`;
}
