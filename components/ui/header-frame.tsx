import type { ReactNode } from "react";

/** What every header of a page shows. */
export type PageHeaderContent = { icon: ReactNode; title: ReactNode; children?: ReactNode };

/** The icon, main heading and introduction of a page, one below the other. */
export function HeaderFrame({
  icon,
  heading,
  children,
}: {
  icon: ReactNode;
  heading: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="grid gap-3">
      <span className="mb-2 grid size-12 place-items-center rounded-2xl border border-accent-line bg-accent-soft text-accent text-xl">
        {icon}
      </span>
      {heading}
      {children && <div className="grid gap-2 text-muted">{children}</div>}
    </div>
  );
}
