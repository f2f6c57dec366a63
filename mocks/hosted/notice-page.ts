import { html } from "../cloud/html.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { hostedPage } from "./hosted-page.ts";

/**
 * @param notice a heading, a sentence or two, and where to go from there
 * @returns a page that says one thing and needs no script
 */
export function noticePage(
  status: number,
  { title, text, link }: { title: string; text: string; link?: { label: string; href: string } },
): SentResponse {
  const next = link ? html`<p><a class="button" href="${link.href}">${link.label}</a></p>` : html``;
  return hostedPage(status, {
    title,
    body: html`<section><h1>${title}</h1><p>${text}</p>${next}</section>`,
  });
}
