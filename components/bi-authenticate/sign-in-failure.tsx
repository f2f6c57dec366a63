import type { ReactNode } from "react";
import type { Journey } from "@/components/bi-authenticate/journey";
import { signInPath } from "@/components/bi-authenticate/sign-in-path";
import { GoOnSignedIn, SIGNED_IN, SignedInAs } from "@/components/bi-authenticate/signed-in";
import { messageFor } from "@/components/messages";
import { PasskeyFailure } from "@/components/passkey-failure";
import { ButtonLink } from "@/components/ui/button-link";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/passkey-error";

/** Why a sign-in was not finished, and the ways on; `children` are more of them. */
export function SignInFailure({
  code,
  onRetry,
  journey: { signedInAs, target },
  children,
}: {
  code: PasskeyErrorCode;
  onRetry: () => void;
  journey: Journey;
  children?: ReactNode;
}) {
  const isSignedIn = signedInAs !== null;
  return (
    <>
      <PageHeader icon={<KeyIcon />} title={isSignedIn ? SIGNED_IN : "You are not signed in yet"}>
        {isSignedIn && <SignedInAs name={signedInAs} />}
      </PageHeader>
      <PasskeyFailure
        code={code}
        onRetry={onRetry}
        signInPath={signInPath(target)}
        variant={isSignedIn ? "secondary" : "primary"}
      >
        {isSignedIn && <GoOnSignedIn target={target} />}
      </PasskeyFailure>
      {children}
      {messageFor(code).next === "retry" && (
        <ButtonLink href={signInPath(target)} variant="quiet" wide>
          Start again
        </ButtonLink>
      )}
    </>
  );
}
