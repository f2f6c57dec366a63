"use client";

import { Fragment, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * An email address that prefers line breaks between its parts. The break points are added in the browser, so that the
 * HTML from the server has the address in one piece. An address with right-to-left letters keeps its domain at the end,
 * and does not move the words around it.
 */
export function EmailAddress({ children: address }: { children: string }) {
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const parts = isLive ? address.split(/(?<=[@.])/) : [address];
  const pieces = parts.map((part, index) => ({ part, before: parts.slice(0, index).join("") }));
  return (
    <bdi dir="ltr" className="[overflow-wrap:anywhere]">
      {pieces.map(({ part, before }) => (
        <Fragment key={before}>
          {before !== "" && <wbr />}
          <span>{part}</span>
        </Fragment>
      ))}
    </bdi>
  );
}

/** An email address that stands out from the muted text around it. */
export function StrongAddress({ children: address }: { children: string }) {
  return (
    <strong className="text-ink">
      <EmailAddress>{address}</EmailAddress>
    </strong>
  );
}
