import type { ReactNode } from "react";

/**
 * A list of terms with their values.
 *
 * @param facts values by term, in order. Terms without a value are left out.
 */
export function FactList({ facts }: { facts: Record<string, ReactNode> }) {
  const known = Object.entries(facts).filter(([, value]) => value);
  return (
    <dl className="divide-y divide-line border-line border-y">
      {known.map(([term, value]) => (
        <div key={term} className="grid gap-x-6 py-3 sm:grid-cols-[8rem_1fr]">
          <dt className="text-muted">{term}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
