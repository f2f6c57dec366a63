import { interstitialPage } from "@/lib/proxy/interstitial-page";

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
  const page = {
    title: "Create a passkey",
    script: SCRIPT,
    withoutScript:
      "Creating a passkey needs JavaScript. Turn it on and open the link again. It has not been used.",
  };
  return interstitialPage(page, nonce);
}
