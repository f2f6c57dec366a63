import { randomBytes } from "node:crypto";
import { type Html, html } from "../cloud/html.ts";
import { SentResponse } from "../cloud/sent-response.ts";
import { hostedStyle } from "./hosted-style.ts";
import { SCRIPT_PATH } from "./page-script.ts";

/** What a hosted page shows. */
type Content = {
  title: string;
  /** Name of the realm, above the card. */
  realm?: string;
  body: Html;
  /** Whether the page runs the SDK. It then may compile WebAssembly and call the cloud, which is its own origin. */
  usesSdk?: boolean;
};

/** @returns a page of the cloud that signs users in. No other site may frame it, and no cache keeps it. */
export function hostedPage(status: number, content: Content): SentResponse {
  const nonce = randomBytes(16).toString("base64");
  return new SentResponse(markupOf(content, nonce), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyOf(content, nonce),
      "cache-control": "no-store",
      // The address holds the sign-in request or the token of a binding link.
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

function policyOf({ usesSdk = false }: Content, nonce: string): string {
  const script = usesSdk
    ? `; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; connect-src 'self'`
    : "";
  return `default-src 'none'; style-src 'nonce-${nonce}'${script}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function markupOf({ title, realm, body, usesSdk = false }: Content, nonce: string): string {
  const script = html`<script type="module" nonce="${nonce}" src="${SCRIPT_PATH}"></script>`;
  const { html: content } = html`<main>
<p class="brand">${realm ?? "Beyond Identity"}</p>
<div class="card">
${body}
${usesSdk ? html`<noscript><p>This page needs JavaScript. Switch it on and reload the page.</p></noscript>` : html``}
</div>
<p class="foot">Beyond Identity emulator. Its mail is in the <a href="/#inbox" target="_blank" rel="noopener">inbox</a>.</p>
</main>
${usesSdk ? script : html``}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html`${title}`.html}</title>
<style nonce="${nonce}">${hostedStyle}</style>
</head>
<body>
${content}
</body>
</html>
`;
}
