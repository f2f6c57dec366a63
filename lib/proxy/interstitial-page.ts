/**
 * @param page.title what is going on
 * @param page.script leads on; it gets the nonce that the policy asks for
 * @param page.withoutScript for browsers that run none: what to do instead, as HTML
 * @param nonce fresh for each response
 * @returns a page that nobody is meant to see: the browser goes on by itself and keeps no history entry of it
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
