import type { ReactNode } from "react";

/** The single card of a page that asks for one thing. */
export function FocusCard({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-[29rem] motion-safe:animate-rise gap-6 px-4 py-8 sm:py-16">
      <div className="grid gap-7 rounded-3xl border border-line bg-card p-6 shadow-card sm:p-9">
        {children}
      </div>
      {foot && <div className="px-2 text-center text-muted text-sm">{foot}</div>}
    </div>
  );
}
