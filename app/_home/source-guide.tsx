const PLACES = [
  [
    "auth.ts",
    "Auth.js with PKCE, state and nonce. The signature of the id token is checked before a session exists.",
  ],
  [
    "lib/use-cases/",
    "Register, recover, open a link, admit a sign-in: each with its rules in one place.",
  ],
  [
    "lib/beyond-identity/",
    "The only folder that knows the vendor's API and its browser SDK. The rest of the app only speaks of passkeys.",
  ],
  [
    "lib/proxy/",
    "A fresh Content-Security-Policy nonce for every page. It does not decide who is signed in.",
  ],
] as const;

/** Tells developers where to start reading. */
export function SourceGuide() {
  return (
    <section
      aria-labelledby="source"
      className="grid gap-8 rounded-3xl border border-line bg-card p-6 shadow-card sm:p-10 lg:grid-cols-[1fr_2fr]"
    >
      <div className="grid content-start gap-2">
        <h2 id="source" className="font-semibold text-2xl tracking-[-0.02em]">
          For developers
        </h2>
        <p className="text-muted">
          Small files that each do one thing. Start reading in one of these places.
        </p>
      </div>
      <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {PLACES.map(([path, text]) => (
          <div key={path} className="grid content-start gap-1 border-accent-line border-l-2 pl-4">
            <dt className="font-medium font-mono text-[0.9375rem] text-accent">{path}</dt>
            <dd className="text-[0.9375rem] text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
