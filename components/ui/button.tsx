import type { ReactNode } from "react";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";

/**
 * A button that acts within the page. It submits a form of its own, because React keeps the submission of a form until it
 * has hydrated the page and repeats it then. A click alone would be lost. See
 * https://react.dev/reference/react-dom/components/form
 */
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
  // Without the braces React would keep the page as it is until a promise that `onClick` returns has settled.
  const act = () => {
    onClick();
  };
  return (
    <form action={act} className="contents">
      <button type="submit" aria-describedby={describedBy} className={buttonStyle(variant, wide)}>
        {children}
      </button>
    </form>
  );
}
