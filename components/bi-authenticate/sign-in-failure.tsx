import type { ReactNode } from "react";
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
  children,
}: {
  code: PasskeyErrorCode;
  onRetry: () => void;
  children?: ReactNode;
}) {
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="You are not signed in yet" />
      <PasskeyFailure code={code} onRetry={onRetry} />
      {children}
      {messageFor(code).next === "retry" && (
        <ButtonLink href="/sign-in" variant="quiet" wide>
          Start again
        </ButtonLink>
      )}
    </>
  );
}
