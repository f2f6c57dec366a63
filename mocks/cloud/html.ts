import { randomBytes } from "node:crypto";
import { SentResponse } from "./sent-response.ts";

/** Markup that needs no escaping. */
export type Html = { html: string };

/** A template that escapes its values, unless they are Html. It joins lists. */
export function html(
  strings: TemplateStringsArray,
  ...values: (string | number | Html | Html[])[]
): Html {
  return { html: String.raw({ raw: strings }, ...values.map(toMarkup)) };
}

/** @returns the text with the characters of markup escaped. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * @param page title, style sheet, content of the body and, if any, a script that may fetch from its own origin
 * @returns a page that loads no other resources and may not be framed or cached
 */
export function htmlResponse(
  status: number,
  page: { title: string; style: string; body: Html; script?: string },
): SentResponse {
  const nonce = randomBytes(16).toString("base64");
  const { markup, policy } = documentOf(page, nonce);
  return new SentResponse(markup, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      // Not "no-referrer", with which browsers send `Origin: null` from the page's own forms.
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

function documentOf(
  { title, style, body, script }: Parameters<typeof htmlResponse>[1],
  nonce: string,
): { markup: string; policy: string } {
  const scripts = script ? `; script-src 'nonce-${nonce}'; connect-src 'self'` : "";
  return {
    policy: `default-src 'none'; style-src 'nonce-${nonce}'${scripts}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    markup: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body.html}
${script ? `<script nonce="${nonce}">${script}</script>` : ""}
</body>
</html>
`,
  };
}

function toMarkup(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map(({ html }) => html).join("");
  return typeof value === "object" ? value.html : escapeHtml(String(value));
}
