import type { ReactNode } from "react";

/**
 * A link within or below text, with a target 44 px high. A link to another page is another element (`key`), for the reason
 * that `ButtonLink` has.
 */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      key={href}
      href={href}
      className="inline-flex min-h-11 items-center rounded-md font-medium text-accent underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent"
    >
      {children}
    </a>
  );
}
