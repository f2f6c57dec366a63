import type { ReactNode } from "react";

/** A titled part of a page. */
export function SectionCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 rounded-3xl border border-line bg-card p-6 shadow-card sm:p-8">
      <h2 className="font-semibold text-lg tracking-[-0.01em]">{title}</h2>
      {children}
    </section>
  );
}
