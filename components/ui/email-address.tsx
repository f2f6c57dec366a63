import { Fragment } from "react";

/** An email address that breaks after its parts, and within a part only where it must. */
export function EmailAddress({ children: address }: { children: string }) {
  const parts = address.split(/(?<=[@.])/);
  const pieces = parts.map((part, index) => ({ part, before: parts.slice(0, index).join("") }));
  return (
    <span className="[overflow-wrap:anywhere]">
      {pieces.map(({ part, before }) => (
        <Fragment key={before}>
          {before !== "" && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
