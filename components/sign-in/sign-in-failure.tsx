import type { ReactNode } from "react";
import { ContinueLink } from "@/components/continue-link";
import { messageFor } from "@/components/messages";
import { PasskeyFailure } from "@/components/passkey-failure";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { ButtonLink } from "@/components/ui/button-link";
import { StrongAddress } from "@/components/ui/email-address";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { authPagePath } from "@/lib/redirect-path";

/** Says why a sign-in failed, and what to do next. `children` are further options. */
export function SignInFailure({
  code,
  onRetry,
  context: { signedInAs, target },
  children,
}: {
  code: PasskeyErrorCode;
  onRetry: () => void;
  context: SignInContext;
  children?: ReactNode;
}) {
  const isSignedIn = signedInAs !== null;
  return (
    <>
      <PageHeader
        icon={<KeyIcon />}
        title={isSignedIn ? "You are signed in" : "You are not signed in yet"}
      >
        {isSignedIn && (
          <p>
            As <StrongAddress>{signedInAs}</StrongAddress>. This other sign-in did not change your
            session.
          </p>
        )}
      </PageHeader>
      <PasskeyFailure
        code={code}
        onRetry={onRetry}
        signInPath={authPagePath("/sign-in", { target })}
        variant={isSignedIn ? "secondary" : "primary"}
      >
        {isSignedIn && <ContinueLink target={target} />}
      </PasskeyFailure>
      {children}
      {messageFor(code).next === "retry" && (
        <ButtonLink href={authPagePath("/sign-in", { target })} variant="quiet" wide>
          Start again
        </ButtonLink>
      )}
    </>
  );
}
