const SOURCES = [
  ["Next.js", "https://nextjs.org/docs"],
  ["Auth.js", "https://authjs.dev"],
  ["Beyond Identity", "https://developer.beyondidentity.com"],
] as const;

/** Says what the site is built on, with links to the documentation. */
export function SiteFooter() {
  return (
    <footer className="mt-auto border-line border-t">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-1 px-4 py-5 text-muted text-sm sm:px-8">
        <p>A starter for passkey sign-in. No passwords are kept, because there are none.</p>
        <ul className="flex flex-wrap gap-x-6">
          {SOURCES.map(([name, href]) => (
            <li key={name}>
              <a
                href={href}
                rel="noreferrer"
                className="inline-flex min-h-11 items-center rounded-md hover:text-accent hover:underline"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
