import { ContinueLink } from "@/components/continue-link";
import { EmailCodeButton } from "@/components/sign-in/email-code-button";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import type { SwitchToCode } from "@/components/sign-in/use-sign-in";
import { SignedInAs } from "@/components/signed-in-as";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";
import { FocusedPageHeader } from "@/components/ui/focused-page-header";
import { KeyIcon } from "@/components/ui/icons/key";

/** The options of a user whose passkey is lost, on another device, or not created yet. */
export function NoPasskey({
  switchToCode,
  context,
}: {
  switchToCode: SwitchToCode;
  context: SignInContext;
}) {
  const { signedInAs, target } = context;
  const first: ButtonVariant = signedInAs === null ? "primary" : "secondary";
  return (
    <>
      <FocusedPageHeader icon={<KeyIcon />} title="No passkey in this browser">
        {signedInAs !== null && <SignedInAs name={signedInAs} />}
        <p>
          Passkeys of this site stay in the browser that created them. If yours is in another
          browser or on another device, sign in there, or create another one here.
        </p>
      </FocusedPageHeader>
      <div className="grid gap-3">
        {signedInAs !== null && <ContinueLink target={target} />}
        <EmailCodeButton switchToCode={switchToCode} variant={first} />
        <ButtonLink href="/recover" variant={switchToCode ? "secondary" : first} wide>
          Email me a link
        </ButtonLink>
        <ButtonLink href="/register" variant="secondary" wide>
          Create account
        </ButtonLink>
      </div>
    </>
  );
}
