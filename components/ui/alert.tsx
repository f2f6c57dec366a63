import type { ReactNode, Ref } from "react";
import { WarningIcon } from "@/components/ui/icons/warning";

/** Says what went wrong and what it means. Put the next step below it. */
export function Alert({
  title,
  children,
  alertRef,
}: {
  title: string;
  children: ReactNode;
  alertRef?: Ref<HTMLDivElement>;
}) {
  return (
    <div
      ref={alertRef}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-2xl border border-danger-line bg-danger-soft p-4 text-danger"
    >
      <span className="mt-0.5 text-lg leading-none">
        <WarningIcon />
      </span>
      <div className="grid gap-1">
        <p className="font-semibold">{title}</p>
        <div className="text-[0.9375rem] text-ink">{children}</div>
      </div>
    </div>
  );
}
