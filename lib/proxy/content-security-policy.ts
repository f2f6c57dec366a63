const SDK_PAGES = ["/sign-in", "/bind", "/bi-authenticate", "/account", "/account-deleted"];

/** @returns whether the page at that path loads the embedded SDK, which is WebAssembly. */
export function isSdkPage(path: string): boolean {
  return SDK_PAGES.includes(path);
}

/**
 * Builds the Content-Security-Policy of a page. Scripts run by nonce only. Pages with the SDK may also compile
 * WebAssembly.
 *
 * @param page.path path of the page
 * @param page.hosted whether Beyond Identity's page runs the SDK instead of this app
 * @param page.nonce fresh for each response
 * @param page.cloudOrigin origin that the SDK may call and the sign-in form may post to
 * @param page.otherIssuers origins of further providers that the sign-in form may post to
 * @param page.development allows what `next dev` needs: eval for hot reload, inline styles, its web socket
 */
export function contentSecurityPolicy(page: {
  path: string;
  hosted: boolean;
  nonce: string;
  cloudOrigin: string;
  otherIssuers: string[];
  development: boolean;
}): string {
  const { path, hosted, nonce, cloudOrigin, otherIssuers, development } = page;
  const usesSdk = isSdkPage(path) && !hosted;
  const script = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"];
  if (usesSdk) script.push("'wasm-unsafe-eval'");
  if (development) script.push("'unsafe-eval'");
  const style = development ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`];
  const connect = ["'self'", ...(usesSdk ? [cloudOrigin] : []), ...(development ? ["ws:"] : [])];
  return Object.entries({
    "default-src": ["'none'"],
    "script-src": script,
    "style-src": style,
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": connect,
    "manifest-src": ["'self'"],
    // Without JavaScript, signing in is a form post that redirects to the issuer.
    "form-action": ["'self'", cloudOrigin, ...otherIssuers],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(" ")}`)
    .join("; ");
}
