import type { Metadata } from "next";
import { messageFor } from "@/components/messages";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { EmailAddress } from "@/components/ui/email-address";
import { KeyIcon, WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { WayOn } from "@/components/way-on";
import { getEnv } from "@/lib/env";
import { landingPath, onTheWay } from "@/lib/redirect-path";
import { type Account, accountIfKnown } from "@/lib/session";

export const metadata: Metadata = { title: "Sign-in failed" };

export default async function AuthErrorPage({ searchParams }: PageProps<"/auth-error">) {
  const { error, redirectTo } = await searchParams;
  const target = landingPath(redirectTo, getEnv().appOrigin);
  const account = await accountIfKnown();
  return account ? (
    <SignedInAnyway account={account} code={error} target={target} />
  ) : (
    <NotSignedIn code={error} target={target} />
  );
}

function NotSignedIn({ code, target }: { code: unknown; target: string }) {
  const { title, text } = messageFor(code);
  return (
    <FocusCard foot={<TextLink href="/recover">Use another device or lost your passkey?</TextLink>}>
      <PageHeader icon={<WarningIcon />} title={title}>
        <p>{text}</p>
      </PageHeader>
      <ButtonLink href={onTheWay("/sign-in", { target })} wide>
        Try again
      </ButtonLink>
    </FocusCard>
  );
}

/** Another tab was faster, or a callback came twice: what failed is of no consequence. */
function SignedInAnyway({
  account,
  code,
  target,
}: {
  account: Account;
  code: unknown;
  target: string;
}) {
  const { title, text } = messageFor(code);
  return (
    <FocusCard>
      <PageHeader icon={<KeyIcon />} title="You are signed in">
        <p>
          As{" "}
          <strong className="text-ink">
            <EmailAddress>{account.email ?? account.identityId}</EmailAddress>
          </strong>
          . Another sign-in in this browser was not finished. It did not change your session.
        </p>
      </PageHeader>
      <details className="text-muted text-sm">
        <summary className="flex min-h-11 w-fit cursor-pointer items-center rounded-md font-medium underline decoration-accent-line decoration-2 underline-offset-4">
          What happened to the other sign-in
        </summary>
        <p>
          <strong className="text-ink">{title}.</strong> {text}
        </p>
      </details>
      <div className="grid gap-3">
        <WayOn target={target} />
        <ButtonLink href={onTheWay("/sign-in", { target })} variant="quiet" wide>
          Sign in again
        </ButtonLink>
      </div>
    </FocusCard>
  );
}
