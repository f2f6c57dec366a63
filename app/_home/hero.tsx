import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { ArrowRightIcon } from "@/components/ui/icons/arrow-right";
import { CheckIcon } from "@/components/ui/icons/check";

/** Says what this site is, and offers the first step. */
export function Hero({ signedInAs }: { signedInAs: string | null }) {
  return (
    <section className="grid gap-x-16 gap-y-6 lg:grid-cols-[1.7fr_1fr] lg:items-end">
      <div className="grid gap-4">
        <p className="font-medium text-accent">Next.js, Auth.js and Beyond Identity</p>
        <h1 className="font-semibold text-[2.6rem] leading-[1.04] tracking-[-0.035em] sm:text-[3.75rem]">
          Sign-in with passkeys, and no password at all
        </h1>
      </div>
      <div className="grid gap-6">
        <p className="max-w-[36rem] text-lg text-muted">
          A starter for Next.js apps: people register by email, bind a passkey to their browser and
          come back with it. Try it as they would, then make it yours.
        </p>
        {signedInAs === null ? <FirstStep /> : <SignedIn signedInAs={signedInAs} />}
      </div>
    </section>
  );
}

function FirstStep() {
  return (
    <div className="grid gap-3 sm:flex sm:flex-wrap">
      <ButtonLink href="/register">
        Create account
        <ArrowRightIcon />
      </ButtonLink>
      <a href="#how" className={buttonStyle("quiet", false)}>
        See how it works
      </a>
    </div>
  );
}

function SignedIn({ signedInAs }: { signedInAs: string }) {
  return (
    <div className="flex max-w-[36rem] flex-wrap items-center justify-between gap-4 rounded-2xl border border-accent-line bg-accent-soft p-4">
      <p className="flex min-w-0 items-center gap-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-on-accent">
          <CheckIcon />
        </span>
        <span className="[overflow-wrap:anywhere]">
          You are signed in as <strong>{signedInAs}</strong>
        </span>
      </p>
      <ButtonLink href="/account" variant="secondary">
        See where you are signed in
      </ButtonLink>
    </div>
  );
}
