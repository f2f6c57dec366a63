"use client";

import "./globals.css";

/**
 * Its script is part of every page, so it is plain HTML and shares nothing with them.
 *
 * @param props.retry renders the page on the server again. `reset` would only show the same failure.
 */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Passkey Starter</title>
        <main className="mx-auto grid max-w-[29rem] gap-6 px-4 py-16">
          <h1 ref={focus} tabIndex={-1} className="font-semibold text-[1.75rem] leading-[1.18]">
            Something went wrong
          </h1>
          <p className="text-muted">The page could not be shown. This is not your fault.</p>
          <button
            type="button"
            onClick={retry}
            className="min-h-12 rounded-xl bg-accent px-5 font-semibold text-on-accent hover:bg-accent-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}

/** The whole page was replaced, so screen readers must be told. */
function focus(heading: HTMLElement | null): void {
  heading?.focus();
}
