import { type Html, html } from "../cloud/html.ts";

/**
 * @param columns headings from left to right
 * @param rows cells from left to right
 * @param empty sentence to show instead of a table without rows
 * @returns a table under a heading, which scrolls sideways on a narrow screen
 */
export function tableSection(
  title: string,
  columns: string[],
  rows: (string | number | Html)[][],
  empty: string,
): Html {
  const id = title.toLowerCase();
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${title}</h2>
${rows.length > 0 ? table(title, columns, rows) : html`<p class="empty">${empty}</p>`}
</section>`;
}

function table(title: string, columns: string[], rows: (string | number | Html)[][]): Html {
  return html`<div class="scroll" role="region" aria-label="${title}, table" tabindex="0">
<table>
<caption class="hidden">${title}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>
</div>`;
}

/** @returns an instant, in milliseconds since the Unix epoch, as people read it. */
export function timeElement(milliseconds: number): Html {
  const at = new Date(milliseconds).toISOString();
  return html`<time datetime="${at}">${at.slice(0, 19).replace("T", " ")} UTC</time>`;
}
