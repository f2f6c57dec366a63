"use client";

import { Button } from "@/components/ui/button";
import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import "./globals.css";

/** @param props.retry asks the server again; `reset` would show what has failed once more */
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
            <Button onClick={retry} wide>
              Try again
            </Button>
          </FocusCard>
        </main>
      </body>
    </html>
  );
}
