import { type Html, html } from "../../cloud/html.ts";
import type { Json, Redacted } from "../../cloud/redacted.ts";

const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

/** @returns decoded claims part by part, with times that people can read. */
export function claimsList(content: Redacted): Html {
  const claims = content.toJSON();
  if (!isObject(claims)) return html`<pre>${text(claims)}</pre>`;
  const parts = Object.entries(claims).filter(([, value]) => isObject(value));
  const plain = Object.entries(claims).filter(([, value]) => !isObject(value));
  return html`<div class="claims">${plain.length > 0 ? rows("", plain) : []}${parts.map(
    ([name, value]) => rows(name, Object.entries(value as { [name: string]: Json })),
  )}</div>`;
}

/** @returns headers as a message has them. */
export function lines(content: Redacted): Html {
  const headers = content.toJSON();
  const named = isObject(headers) ? Object.entries(headers) : [];
  if (named.length === 0) return html`<p class="muted">None that matter.</p>`;
  return html`<pre>${named.map(([name, value]) => `${name}: ${text(value)}`).join("\n")}</pre>`;
}

/** @returns a body as it is kept. */
export function jsonBlock(content: Redacted): Html {
  return html`<pre>${text(content.toJSON())}</pre>`;
}

function rows(part: string, entries: [string, Json][]): Html {
  const pairs = entries.map(([name, value]) => html`<dt>${name}</dt><dd>${cell(name, value)}</dd>`);
  return html`${part ? html`<h4>${part}</h4>` : []}<dl>${pairs}</dl>`;
}

function cell(name: string, value: Json): Html {
  if (TIMES.has(name) && typeof value === "number") {
    const date = new Date(value * 1000);
    return Number.isNaN(date.getTime())
      ? html`<code>${value}</code>`
      : html`<code>${value}</code> <span class="hint">${date.toISOString().slice(0, 19).replace("T", " ")} UTC</span>`;
  }
  return isObject(value) ? html`<pre>${text(value)}</pre>` : html`<code>${text(value)}</code>`;
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: Json): string {
  if (typeof value === "string") return value || '""';
  return JSON.stringify(value, null, Array.isArray(value) ? 0 : 2);
}
