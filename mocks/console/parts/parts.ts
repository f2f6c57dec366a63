import { type Html, html } from "../../cloud/html.ts";
import { type IconName, icon } from "./icons.ts";

export type Tone = "good" | "bad" | "calm" | "wait";

/** @returns a short status in words. */
export function badge(tone: Tone, words: string): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

/** @returns a titled card. Its id, if it has one, is an address on the page. */
export function card(title: string, body: Html | Html[], { id, aside }: CardOptions = {}): Html {
  const heading = `${id ?? title.toLowerCase().replaceAll(/\W+/g, "-")}-heading`;
  const place = id ? html` id="${id}"` : [];
  return html`<section class="card"${place} aria-labelledby="${heading}">
<div class="card-head"><h2 id="${heading}">${title}</h2>${aside ?? []}</div>
${body}
</section>`;
}
type CardOptions = { id?: string; aside?: Html };

/** @returns what to show instead of an empty list: what it is, and what to do next. */
export function empty(name: IconName, words: string, next: string | Html): Html {
  return html`<div class="empty"><span class="disc">${icon(name)}</span><p><strong>${words}</strong></p><p>${next}</p></div>`;
}

/** @returns names with their values. Pairs without a value are left out. */
export function facts(pairs: [string, Html | string | number | undefined][]): Html {
  const rows = pairs.flatMap(([name, value]) =>
    value === undefined ? [] : [html`<div><dt>${name}</dt><dd>${value}</dd></div>`],
  );
  return html`<dl class="facts">${rows}</dl>`;
}

/** @returns a button that changes something, and works without scripts. */
export function action(
  path: string,
  label: Html | string,
  { look = "secondary", fields = {} }: { look?: string; fields?: Record<string, string> } = {},
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form action="/_emulator/forms/${path}" method="post">${hidden}<button class="${look}">${label}</button></form>`;
}

/** @returns an action that is behind a second click, because it cannot be undone. */
export function confirmed(ask: string, sentence: string, act: Html): Html {
  return html`<details class="confirm"><summary class="button danger">${ask}</summary><p>${sentence}</p>${act}</details>`;
}

/** @returns words for screen readers alone. */
export function unseen(words: string): Html {
  return html`<span class="hidden"> ${words}</span>`;
}

/** @returns one option of a list of choices. */
export function options(values: [string, string][], chosen: string): Html[] {
  return values.map(([value, label]) =>
    value === chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
}

/** @returns a number and its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
