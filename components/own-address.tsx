"use client";

import { useEffect } from "react";

/**
 * Redirects a browser that opened the site under another host name to the one where cookies, passkeys and forms work.
 * Only the browser knows the name that was opened, because a proxy may replace it before the server sees it.
 *
 * @param props.origin the public origin of the app
 */
export function OwnAddress({ origin }: { origin: string }) {
  useEffect(() => {
    const { origin: opened, pathname, search, hash } = window.location;
    if (opened !== origin) window.location.replace(`${origin}${pathname}${search}${hash}`);
  }, [origin]);
  return null;
}
