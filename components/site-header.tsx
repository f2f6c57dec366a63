import { ButtonLink } from "@/components/ui/button-link";
import { KeyIcon } from "@/components/ui/icons/key";

/** The name of the site, and a link to the sign-in or the account. */
export function SiteHeader({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-4 py-4 sm:px-8">
      <a
        href="/"
        className="inline-flex min-h-11 items-center gap-2.5 rounded-xl font-semibold tracking-[-0.01em]"
      >
        <span className="grid size-8 shrink-0 place-items-center rounded-[0.65rem] bg-accent text-on-accent">
          <KeyIcon />
        </span>
        Passkey Starter
      </a>
      <nav aria-label="Site" className="shrink-0">
        {isSignedIn ? (
          <ButtonLink href="/account" variant="secondary">
            Account
          </ButtonLink>
        ) : (
          <ButtonLink href="/sign-in" variant="secondary">
            Sign in
          </ButtonLink>
        )}
      </nav>
    </header>
  );
}
