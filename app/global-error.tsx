"use client";

import { FocusCard } from "@/components/ui/card";
import { Heading } from "@/components/ui/heading";
import { TryAgain } from "@/components/ui/try-again";
import "./globals.css";

/**
 * Its script is part of every page, so it is a plain one.
 *
 * @param props.retry renders the page on the server again. `reset` would only show the same failure.
 */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Passkey Starter</title>
        <main>
          <FocusCard>
            <Heading takesFocus>Something went wrong</Heading>
            <p className="text-muted">The page could not be shown. This is not your fault.</p>
            <TryAgain onRetry={retry} />
          </FocusCard>
        </main>
      </body>
    </html>
  );
}
