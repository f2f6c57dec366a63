import { ContinueLink } from "@/components/continue-link";
import { messageFor } from "@/components/messages";
import { NextStep } from "@/components/next-step";
import { SignedInAs } from "@/components/signed-in-as";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";
import { WarningIcon } from "@/components/ui/icons/warning";
import { PageHeader } from "@/components/ui/page-header";
import { DEFAULT_PATH } from "@/lib/redirect-path";
import type { BindingLink } from "@/lib/use-cases/inspect-binding-link";

/**
 * Says why a binding link cannot be used, and what to do next.
 *
 * @param props.signedInAs who is signed in, or null. A user who goes Back after creating the passkey gets here.
 */
export function LinkProblem({
  link,
  signedInAs,
}: {
  link: Exclude<BindingLink, { status: "ready" }>;
  signedInAs: string | null;
}) {
  const isLookupFailure = link.status === "failed";
  const isUsed = link.status === "used";
  const isDone = isUsed && signedInAs !== null;
  const { title, text, next } = messageFor(isLookupFailure ? link.code : `link_${link.status}`);
  return (
    <>
      <PageHeader icon={<WarningIcon />} title={title}>
        {!isDone && <p>{text}</p>}
        {isLookupFailure && <p>Your link has not been used.</p>}
        {signedInAs !== null && <SignedInAs name={signedInAs} />}
      </PageHeader>
      <div className="grid gap-3">
        {isDone && <ContinueLink target={DEFAULT_PATH} />}
        {isUsed && signedInAs === null && <HavePasskey variant="primary" />}
        {!isDone && <NextStep next={next} variant={isUsed ? "quiet" : "primary"} />}
        {!isUsed && signedInAs === null && <HavePasskey variant="quiet" />}
        {signedInAs !== null && !isDone && (
          <ButtonLink href={DEFAULT_PATH} variant="quiet" wide>
            Go to your account
          </ButtonLink>
        )}
      </div>
    </>
  );
}

/** For the usual case of a used link: this browser already has the passkey. */
function HavePasskey({ variant }: { variant: ButtonVariant }) {
  return (
    <ButtonLink href="/sign-in" variant={variant} wide>
      I have a passkey here
    </ButtonLink>
  );
}
