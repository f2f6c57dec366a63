import { interstitialPage } from "@/lib/proxy/interstitial-page";

const BIND_PAGE = "/bind";

/** Moves the token into the fragment, which browsers never send. The page's HTML must not contain the token itself. */
const SCRIPT = `const address = new URL(location.href);
const token = address.searchParams.get("token");
address.searchParams.delete("token");
address.hash = new URLSearchParams({ token });
location.replace(address);`;

/**
 * Keeps the token of a binding link out of responses and later requests. Next.js writes the address of a page into the
 * page, so the browser reloads `/bind` with the token in the fragment.
 *
 * @param url address of the request
 * @param nonce for the script
 * @returns the interstitial page when the address is `/bind` with a token, else null
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
