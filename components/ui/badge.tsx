import type { ReactNode } from "react";

/** A short label beside a name. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-full bg-accent-soft px-2.5 py-0.5 font-medium text-accent text-xs">
      {children}
    </span>
  );
}
