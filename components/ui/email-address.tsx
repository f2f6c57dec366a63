"use client";

import { Fragment, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * An email address that breaks after its parts, and within a part only where it must. The places to break are put in once
 * the page's scripts run, so that what the server sends holds the address in one piece, to be found and copied.
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
    <span className="[overflow-wrap:anywhere]">
      {pieces.map(({ part, before }) => (
        <Fragment key={before}>
          {before !== "" && <wbr />}
          <span>{part}</span>
        </Fragment>
      ))}
    </span>
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
