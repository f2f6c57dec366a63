import type { ReactNode } from "react";

/** One entry of a list, with an icon, a title, a detail line and an optional action. */
export function Row({
  icon,
  title,
  detail,
  detailId,
  action,
}: {
  icon: ReactNode;
  title: ReactNode;
  detail: ReactNode;
  detailId?: string;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft text-accent text-lg">
        {icon}
      </span>
      <div className="grid min-w-0 flex-1 basis-44 gap-0.5" id={detailId}>
        <p className="flex flex-wrap items-center gap-2 font-semibold [overflow-wrap:anywhere]">
          {title}
        </p>
        <p className="text-muted text-sm">{detail}</p>
      </div>
      {action}
    </div>
  );
}
