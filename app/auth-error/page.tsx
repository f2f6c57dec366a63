import type { Metadata } from "next";
import { ContinueLink } from "@/components/continue-link";
import { DoctorHint } from "@/components/doctor-hint";
import { isAboutAnotherSignIn, messageFor } from "@/components/messages";
import { NextStep } from "@/components/next-step";
import { ButtonLink } from "@/components/ui/button-link";
import { StrongAddress } from "@/components/ui/email-address";
import { FocusCard } from "@/components/ui/focus-card";
import { KeyIcon } from "@/components/ui/icons/key";
import { WarningIcon } from "@/components/ui/icons/warning";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { type Account, accountIfKnown } from "@/lib/auth/current-account";
import { getEnv } from "@/lib/env/env";
import { firstOf } from "@/lib/first-of";
import { authPagePath, postSignInPath } from "@/lib/redirect-path";

const SIGN_IN_PAGE = "/sign-in";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await accountIfKnown()) ? "You are signed in" : "Sign-in failed" };
}

export default async function AuthErrorPage({ searchParams }: PageProps<"/auth-error">) {
  const { error, redirectTo, check } = await searchParams;
  const code = firstOf(error);
  const target = postSignInPath(redirectTo, getEnv().appOrigin);
  const account = await accountIfKnown();
  return account ? (
    <AlreadySignedIn account={account} code={code} target={target} />
  ) : (
    <NotSignedIn code={code} target={target} check={check} />
  );
}

function NotSignedIn({ code, target, check }: { code: unknown; target: string; check: unknown }) {
  const { title, text, next } = messageFor(code);
  const hasOtherStep = next !== "retry" && next.href !== SIGN_IN_PAGE;
  return (
    <FocusCard foot={<TextLink href="/recover">Use another device or lost your passkey?</TextLink>}>
      <PageHeader icon={<WarningIcon />} title={title}>
        <p>{text}</p>
      </PageHeader>
      <div className="grid gap-3">
        {hasOtherStep && <NextStep next={next} />}
        <ButtonLink
          href={authPagePath(SIGN_IN_PAGE, { target })}
          variant={hasOtherStep ? "quiet" : "primary"}
          wide
        >
          {hasOtherStep ? "Sign in with a passkey" : "Try again"}
        </ButtonLink>
      </div>
      <DoctorHint check={check} />
    </FocusCard>
  );
}

/** Another tab was faster, or a callback came twice. The failure does not matter to the user's session. */
function AlreadySignedIn({
  account,
  code,
  target,
}: {
  account: Account;
  code: unknown;
  target: string;
}) {
  const hasDetails = isAboutAnotherSignIn(code);
  return (
    <FocusCard>
      <PageHeader icon={<KeyIcon />} title="You are signed in">
        <p>
          As <StrongAddress>{account.email ?? account.identityId}</StrongAddress>.
          {hasDetails &&
            " Another sign-in in this browser was not finished. It did not change your session."}
        </p>
      </PageHeader>
      {hasDetails && <OtherSignIn code={code} />}
      <div className="grid gap-3">
        <ContinueLink target={target} />
        <ButtonLink href={authPagePath(SIGN_IN_PAGE, { target })} variant="quiet" wide>
          Sign in again
        </ButtonLink>
      </div>
    </FocusCard>
  );
}

function OtherSignIn({ code }: { code: unknown }) {
  const { title, text } = messageFor(code);
  return (
    <details className="text-muted text-sm">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center rounded-md font-medium underline decoration-accent-line decoration-2 underline-offset-4">
        What happened to the other sign-in
      </summary>
      <p>
        <strong className="text-ink">{title}.</strong> {text}
      </p>
    </details>
  );
}
