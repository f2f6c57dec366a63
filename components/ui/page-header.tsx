import type { ReactNode } from "react";
import { Heading } from "@/components/ui/heading";

/** The icon, main heading and introduction of a page. */
export function PageHeader({
  icon,
  title,
  children,
  takesFocus = false,
}: {
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  takesFocus?: boolean;
}) {
  return (
    <div className="grid gap-3">
      <span className="mb-2 grid size-12 place-items-center rounded-2xl border border-accent-line bg-accent-soft text-accent text-xl">
        {icon}
      </span>
      <Heading takesFocus={takesFocus}>{title}</Heading>
      {children && <div className="grid gap-2 text-muted">{children}</div>}
    </div>
  );
}
