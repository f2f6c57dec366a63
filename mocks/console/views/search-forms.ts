import { type Html, html } from "../../cloud/html.ts";

/** @returns the form that filters mail by address. */
export function addressForm(path: string, to: string): Html {
  return html`<form action="${path}" method="get" role="search" class="fields" data-keep id="search">
<p><label for="to">Address</label><input id="to" name="to" type="search" value="${to}" autocomplete="off" spellcheck="false" placeholder="all addresses"></p>
<button>Filter</button></form>`;
}

/** @returns the form that filters a list by a text. */
export function textForm(path: string, label: string, value: string, others: Html[] = []): Html {
  return html`<form action="${path}" method="get" role="search" class="fields" data-keep id="search">
<p class="wide"><label for="q">${label}</label><input id="q" name="q" type="search" value="${value}" autocomplete="off" spellcheck="false"></p>
${others}<button>Filter</button></form>`;
}

/** @returns whether one of the texts contains the wanted one, in upper and lower case alike. */
export function contains(wanted: string, texts: (string | undefined)[]): boolean {
  const text = wanted.trim().toLowerCase();
  return texts.some((candidate) => candidate?.toLowerCase().includes(text));
}
