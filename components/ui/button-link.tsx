import type { ReactNode } from "react";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";
import { PageLink } from "@/components/ui/page-link";

/** A link to another page of the app that looks like a button. */
export function ButtonLink({
  href,
  children,
  variant = "primary",
  wide = false,
}: {
  href: string;
  children: ReactNode;
  variant?: ButtonVariant;
  wide?: boolean;
}) {
  return (
    <PageLink href={href} className={buttonStyle(variant, wide)}>
      {children}
    </PageLink>
  );
}
