"use client";

import { EmailCodeButton } from "@/app/bi-authenticate/email-code-button";
import { NoPasskey } from "@/app/bi-authenticate/no-passkey";
import { PasskeyChooser } from "@/app/bi-authenticate/passkey-chooser";
import { SignInByCode } from "@/app/bi-authenticate/sign-in-by-code";
import type { SignInContext } from "@/app/bi-authenticate/sign-in-context";
import { SignInFailure } from "@/app/bi-authenticate/sign-in-failure";
import { SigningIn } from "@/app/bi-authenticate/signing-in";
import { useSignIn } from "@/app/bi-authenticate/use-sign-in";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Completes the sign-in in the address. Asks the user only if there is a choice to make.
 *
 * @param props.signedInAs who is already signed in, or null
 * @param props.target where the sign-in ends
 */
export function AuthenticatePanel({
  settings,
  ...context
}: SignInContext & { settings: ClientSettings }) {
  const state = useSignIn(settings, context.target);
  switch (state.name) {
    case "none":
      return <NoPasskey switchToCode={state.switchToCode} context={context} />;
    case "by_code":
      return <SignInByCode start={state.start} settings={settings} context={context} />;
    case "choosing":
      return <PasskeyChooser {...state} />;
    case "failed":
      return (
        <SignInFailure code={state.code} onRetry={state.retry} context={context}>
          <EmailCodeButton switchToCode={state.switchToCode} />
        </SignInFailure>
      );
    case "leaving":
      return <SigningIn step={2} callback={state.callback} />;
    case "working":
      return <SigningIn step={state.step} />;
  }
}
