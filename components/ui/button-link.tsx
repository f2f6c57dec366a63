import type { ReactNode } from "react";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";

/**
 * A link to another page that looks like a button. A link to another page is another element (`key`), because a
 * translation may have replaced its text, which React cannot change.
 */
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
    <a key={href} href={href} className={buttonStyle(variant, wide)}>
      {children}
    </a>
  );
}
