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
