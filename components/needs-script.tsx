import type { ReactNode } from "react";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/** A page that waits for ever without scripts: browsers that have none see what it needs instead. */
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
