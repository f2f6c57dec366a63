import type { ReactNode } from "react";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/** Shows its children to browsers with scripts only: without them they would wait for ever. */
export function WithScript({ children }: { children: ReactNode }) {
  return <div className="contents noscript:hidden">{children}</div>;
}

/** The same for a whole page, which says to browsers without scripts what it needs. */
export function ScriptPage({ children }: { children: ReactNode }) {
  return (
    <>
      <WithScript>{children}</WithScript>
      <noscript>
        <PageHeader icon={<WarningIcon />} title="This page needs JavaScript" />
      </noscript>
      <NeedsScript />
    </>
  );
}

/** For browsers without scripts: a passkey cannot be made or used without one. */
export function NeedsScript() {
  return (
    <noscript>
      <p className="rounded-2xl border border-line bg-well p-4">
        Passkeys need JavaScript. Switch it on for this site and reload the page.
      </p>
    </noscript>
  );
}
