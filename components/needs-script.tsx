import type { ReactNode } from "react";
import { WarningIcon } from "@/components/ui/icons/warning";
import { PageHeader } from "@/components/ui/page-header";

/** A page that would wait forever without scripts. Browsers without scripts see what the page needs instead. */
export function ScriptPage({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="contents noscript:hidden">{children}</div>
      <noscript>
        <PageHeader icon={<WarningIcon />} title="This page needs JavaScript" />
      </noscript>
      <NeedsScript />
    </>
  );
}

/** Tells browsers without scripts that passkeys need them. */
export function NeedsScript() {
  return (
    <noscript>
      <p className="rounded-2xl border border-line bg-well p-4">
        Passkeys need JavaScript. Switch it on for this site and reload the page.
      </p>
    </noscript>
  );
}
