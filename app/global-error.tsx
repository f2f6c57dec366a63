"use client";

import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons/warning";
import { PageHeader } from "@/components/ui/page-header";
import { TryAgain } from "@/components/ui/try-again";
import "./globals.css";

/** @param props.retry renders the page on the server again. `reset` would only show the same failure. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Passkey Starter</title>
        <main>
          <FocusCard>
            <PageHeader icon={<WarningIcon />} title="Something went wrong" takesFocus>
              <p>The page could not be shown. This is not your fault.</p>
            </PageHeader>
            <TryAgain onRetry={retry} />
          </FocusCard>
        </main>
      </body>
    </html>
  );
}
