import { isLoopback } from "@/lib/cloud-guard";
import { getEnv } from "@/lib/env";

/**
 * This machine has several names, and cookies, passkeys and forms work under the one in `AUTH_URL` alone. Away from this
 * machine a proxy may have put another name in place of the one in the browser, so there the browser itself looks
 * (`components/own-address.tsx`).
 *
 * @param request a request for a page
 * @returns the same page's address under `AUTH_URL` when it was opened under another name of this machine, else null
 */
export function ownAddressOf({ method, url, headers }: Request): string | null {
  if (method !== "GET" && method !== "HEAD") return null;
  const own = new URL(getEnv().appOrigin);
  const host = `http://${headers.get("host")}`;
  if (!isLoopback(own) || !URL.canParse(host)) return null;
  const opened = new URL(host);
  const isOtherName = isNameOfThisMachine(opened) && opened.hostname !== own.hostname;
  if (!isOtherName || opened.port !== own.port) return null;
  const { pathname, search } = new URL(url);
  return `${own.origin}${pathname}${search}`;
}

function isNameOfThisMachine(url: URL): boolean {
  return isLoopback(url) || url.hostname.endsWith(".localhost");
}
