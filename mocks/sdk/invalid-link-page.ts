import { createHash } from "node:crypto";
import { SentResponse } from "../cloud/sent-response.ts";

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const explanations: Record<number, string> = {
  403: "The account that this link belongs to is suspended.",
  409: "This link has already been used. Each link creates one passkey.",
  410: "This link has expired or was revoked.",
};
const incomplete = "This link is incomplete or invalid. Check that you copied all of it.";
const unavailable = "The service cannot open links now. Try this link again later.";

/**
 * @param status HTTP status of the refusal, and of the page
 * @returns a page for a person who opened an invalid binding link
 */
export function invalidLinkPage(status: number): SentResponse {
  return new SentResponse(page(explanations[status] ?? generalExplanation(status)), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}

function generalExplanation(status: number): string {
  return status === 429 || status >= 500 ? unavailable : incomplete;
}

function page(explanation: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This link does not work</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>This link does not work</h1>
<p>${explanation}</p>
<p>Ask the application that sent it for a new link.</p>
</main>
</body>
</html>
`;
}
