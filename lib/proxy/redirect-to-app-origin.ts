import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv } from "@/lib/env/env";
import { interstitialPage } from "@/lib/proxy/interstitial-page";

/**
 * This machine has several names, and cookies, passkeys and forms work under the one in `AUTH_URL` alone. Away from this
 * machine a proxy may have put another name in place of the one in the browser, so there the browser itself looks
 * (`components/own-address.tsx`). A redirect would not do: Next.js makes it relative, and the browser keeps the other name.
 *
 * @param headers of a request for a page
 * @param nonce for the script
 * @returns the page that leads to the same one under `AUTH_URL`, where it was opened under another name of this machine;
 * else null
 */
export function redirectToAppOrigin(headers: Headers, nonce: string): Response | null {
  const own = new URL(getEnv().appOrigin);
  const host = `http://${headers.get("host")}`;
  if (!isLoopback(own) || !URL.canParse(host)) return null;
  const opened = new URL(host);
  const isOtherName = isNameOfThisMachine(opened) && opened.hostname !== own.hostname;
  if (!isOtherName || opened.port !== own.port) return null;
  const page = {
    title: "One moment",
    // What the address holds may be a secret, so the page does not repeat it.
    script: `location.replace(${JSON.stringify(own.origin)} + location.pathname + location.search + location.hash);`,
    withoutScript: `This site works under another address. <a href="${own.origin}/">Open ${own.origin}</a>`,
  };
  return interstitialPage(page, nonce);
}

function isNameOfThisMachine(url: URL): boolean {
  return isLoopback(url) || url.hostname.endsWith(".localhost");
}
