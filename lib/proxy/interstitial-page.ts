/**
 * Builds a page whose script sends the browser to another address at once, without a history entry.
 *
 * @param page.title shown while the browser moves on
 * @param page.script replaces the address. It runs under the nonce.
 * @param page.withoutScript HTML that says what to do in a browser without JavaScript
 * @param nonce fresh for each response
 */
export function interstitialPage(
  page: { title: string; script: string; withoutScript: string },
  nonce: string,
): Response {
  const { title, script, withoutScript } = page;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript><main><h1>${title}</h1><p>${withoutScript}</p></main></noscript>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; img-src data:; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
    },
  });
}
