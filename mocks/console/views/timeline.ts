import { type Html, html } from "../../cloud/html.ts";
import type { Story, StoryEvent } from "../../cloud/stories.ts";
import { icon } from "../parts/icons.ts";
import { unseen } from "../parts/parts.ts";
import { duration } from "../parts/times.ts";
import { claimsList } from "./claims.ts";
import { eventLook, eventWords } from "./story-words.ts";

/** @returns the events of a story from top to bottom. */
export function timeline({ events }: Story): Html {
  return html`<ol class="timeline">${events.map(step)}</ol>`;
}

function step(event: StoryEvent): Html {
  const { tone, icon: name } = eventLook(event);
  return html`<li id="${event.id}"><span class="disc ${tone}">${icon(name)}</span>
<div class="event"><div class="line"><h3>${eventWords(event)}</h3>
<span class="muted">+${duration(event.elapsed_ms)} · <a href="/requests/${event.request_id}">Request${unseen(event.request_id)}</a></span></div>
<code class="name">${event.type} ${event.outcome}</code>
${event.detail ? html`<p class="muted">${event.detail}</p>` : []}
${refusal(event)}
${event.checks.length > 0 ? html`<ul class="checks" aria-label="Checked">${event.checks.map(check)}</ul>` : []}
${Object.entries(event.shown).map(([label, content]) => shown(`${event.id}-${label}`, label, claimsList(content)))}
</div></li>`;
}

function refusal({ reason, error, fault }: StoryEvent): Html | Html[] {
  const planted = fault ? html` <a href="/faults">${fault}</a>` : [];
  if (!reason) return fault ? html`<p class="why"><strong>Planted:</strong>${planted}</p>` : [];
  return html`<p class="why"><strong>Refused</strong>${error ? html` with <code>${error}</code>` : []}: ${reason}.${planted}</p>`;
}

function check({ name, passed }: StoryEvent["checks"][number]): Html {
  return passed
    ? html`<li>${icon("check")}${name}${unseen("passed")}</li>`
    : html`<li class="failed">${icon("cross")}${name}${unseen("failed")}</li>`;
}

function shown(id: string, label: string, content: Html): Html {
  return html`<details class="shown" id="${id}"><summary>Show the decoded ${label === "id_token" ? label : label.toLowerCase()}</summary>${content}</details>`;
}
