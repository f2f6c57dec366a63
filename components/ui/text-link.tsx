import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";

/** A link within or below text, with a target 44 px high. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      className="inline-flex min-h-11 items-center rounded-md font-medium text-accent underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent"
    >
      {children}
    </PageLink>
  );
}
