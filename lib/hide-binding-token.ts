const BIND_PAGE = "/bind";

/** Moves the token behind the "#", which browsers never send. Sources of the page must stay free of the token itself. */
const SCRIPT = `const address = new URL(location.href);
const token = address.searchParams.get("token");
address.searchParams.delete("token");
address.hash = new URLSearchParams({ token });
location.replace(address);`;

/**
 * Next.js writes the address of a page into the page. So that a binding token is in no response, and in no request but
 * the first, the browser is told to ask again without it.
 *
 * @param url address of a request
 * @param nonce for the script
 * @returns the page that does so when the address is `/bind` with a token, else null
 */
export function hideBindingToken(url: URL, nonce: string): Response | null {
  if (url.pathname !== BIND_PAGE || !url.searchParams.has("token")) return null;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Create a passkey</title>
</head>
<body>
<noscript><main><h1>Create a passkey</h1><p>Creating a passkey needs JavaScript. Turn it on and open the link again; it has not been used.</p></main></noscript>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
    },
  });
}
