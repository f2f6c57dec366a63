"use client";

import { EmailCodeButton } from "@/components/sign-in/email-code-button";
import { NoPasskey } from "@/components/sign-in/no-passkey";
import { PasskeyChooser } from "@/components/sign-in/passkey-chooser";
import { SignInByCode } from "@/components/sign-in/sign-in-by-code";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { SignInFailure } from "@/components/sign-in/sign-in-failure";
import { SigningIn } from "@/components/sign-in/signing-in";
import { useSignIn } from "@/components/sign-in/use-sign-in";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Completes the sign-in in the address. Asks the user only if there is a choice to make.
 */
export function AuthenticatePanel({
  settings,
  ...context
}: SignInContext & { settings: ClientSettings }) {
  const state = useSignIn(settings, context);
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
