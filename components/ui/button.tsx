import type { ReactNode } from "react";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";

/** A button that acts within the page. */
export function Button({
  children,
  onClick,
  variant = "primary",
  wide = false,
  describedBy,
}: {
  children: ReactNode;
  onClick: () => void;
  variant?: ButtonVariant;
  wide?: boolean;
  describedBy?: string;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-describedby={describedBy}
      className={buttonStyle(variant, wide)}
    >
      {children}
    </button>
  );
}
