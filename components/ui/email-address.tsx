import { Fragment } from "react";

/**
 * An email address that prefers line breaks between its parts. An address with right-to-left letters keeps its domain at
 * the end, and does not move the words around it.
 *
 * The server renders the break points too. If the browser added them, the lines would break anew, and a button below
 * would move away under a finger. The attribute holds the address in one piece, for programs that search the HTML.
 */
export function EmailAddress({ children: address }: { children: string }) {
  const parts = address.split(/(?<=[@.])/);
  const pieces = parts.map((part, index) => ({ part, before: parts.slice(0, index).join("") }));
  return (
    <bdi dir="ltr" data-address={address} className="[overflow-wrap:anywhere]">
      {pieces.map(({ part, before }) => (
        <Fragment key={before}>
          {before !== "" && <wbr />}
          {part}
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
