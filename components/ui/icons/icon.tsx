import type { ReactNode } from "react";

/** A line icon on a 24 unit grid, in the colour of the text. It is decoration: the words beside it say the same. */
export function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="size-[1.25em] shrink-0"
    >
      {children}
    </svg>
  );
}
