import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv } from "@/lib/env/env";
import { interstitialPage } from "@/lib/proxy/interstitial-page";

/**
 * Redirects a page opened under another loopback name, such as `127.0.0.1`, to the name in `AUTH_URL`. Cookies,
 * passkeys and forms work under that name alone. Elsewhere a proxy may have changed the `Host` header, so the browser
 * compares the names itself (`components/own-address.tsx`). An HTTP redirect does not work here: Next.js makes it
 * relative, and the browser keeps the other name.
 *
 * @param headers of a request for a page
 * @param nonce for the script
 * @returns the interstitial page that redirects, or null when the name is right or the app is not on loopback
 */
export function redirectToAppOrigin(headers: Headers, nonce: string): Response | null {
  const own = new URL(getEnv().appOrigin);
  const host = `http://${headers.get("host")}`;
  if (!isLoopback(own) || !URL.canParse(host)) return null;
  const opened = new URL(host);
  const isOtherName = isLocalName(opened) && opened.hostname !== own.hostname;
  if (!isOtherName || opened.port !== own.port) return null;
  const page = {
    title: "One moment",
    // The address may hold a secret, so the page does not repeat it.
    script: `location.replace(${JSON.stringify(own.origin)} + location.pathname + location.search + location.hash);`,
    withoutScript: `This site works under another address. <a href="${own.origin}/">Open ${own.origin}</a>`,
  };
  return interstitialPage(page, nonce);
}

function isLocalName(url: URL): boolean {
  return isLoopback(url) || url.hostname.endsWith(".localhost");
}
