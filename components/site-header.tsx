import { KeyIcon } from "@/components/ui/icons/key";
import { PersonIcon } from "@/components/ui/icons/person";
import { PageLink } from "@/components/ui/page-link";
import { accountIfKnown } from "@/lib/auth/current-account";

const LINK =
  "inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-card px-4 font-semibold text-[0.9375rem] motion-safe:transition-colors hover:border-accent hover:text-accent";

/** The name of the site, and a link to the sign-in or the account. */
export async function SiteHeader() {
  const account = await accountIfKnown();
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-4 py-4 sm:px-8">
      <PageLink
        href="/"
        className="inline-flex min-h-11 items-center gap-2.5 rounded-xl font-semibold tracking-[-0.01em]"
      >
        <span className="grid size-8 place-items-center rounded-[0.65rem] bg-accent text-on-accent">
          <KeyIcon />
        </span>
        Passkey Starter
      </PageLink>
      <nav aria-label="Site">
        {account ? (
          <PageLink href="/account" className={LINK}>
            <PersonIcon />
            Account
          </PageLink>
        ) : (
          <PageLink href="/sign-in" className={LINK}>
            Sign in
          </PageLink>
        )}
      </nav>
    </header>
  );
}
