"use client";

import { useEffect } from "react";

/**
 * Leads a browser that has opened the site under another name to the one where its cookies, passkeys and forms work. Only
 * the browser knows which name that is: a proxy may have replaced it on the way to the server.
 *
 * @param props.origin where people reach the app
 */
export function OwnAddress({ origin }: { origin: string }) {
  useEffect(() => {
    const { origin: opened, pathname, search, hash } = window.location;
    if (opened !== origin) window.location.replace(`${origin}${pathname}${search}${hash}`);
  }, [origin]);
  return null;
}
