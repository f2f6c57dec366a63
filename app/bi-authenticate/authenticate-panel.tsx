"use client";

import { EmailCodeButton } from "@/app/bi-authenticate/email-code-button";
import type { Journey } from "@/app/bi-authenticate/journey";
import { NoPasskey } from "@/app/bi-authenticate/no-passkey";
import { PasskeyChooser } from "@/app/bi-authenticate/passkey-chooser";
import { SignInByCode } from "@/app/bi-authenticate/sign-in-by-code";
import { SignInFailure } from "@/app/bi-authenticate/sign-in-failure";
import { SigningIn } from "@/app/bi-authenticate/signing-in";
import { useSignIn } from "@/app/bi-authenticate/use-sign-in";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Answers the sign-in in the address, asking only where there is something to choose.
 *
 * @param props.signedInAs who is signed in already, if anybody
 * @param props.target where the sign-in was going
 */
export function AuthenticatePanel({
  settings,
  ...journey
}: Journey & { settings: ClientSettings }) {
  const state = useSignIn(settings, journey.target);
  switch (state.name) {
    case "none":
      return <NoPasskey switchToCode={state.switchToCode} journey={journey} />;
    case "by_code":
      return <SignInByCode start={state.start} settings={settings} journey={journey} />;
    case "choosing":
      return <PasskeyChooser {...state} />;
    case "failed":
      return (
        <SignInFailure code={state.code} onRetry={state.retry} journey={journey}>
          <EmailCodeButton switchToCode={state.switchToCode} />
        </SignInFailure>
      );
    case "leaving":
      return <SigningIn step={2} callback={state.callback} />;
    case "working":
      return <SigningIn step={state.step} />;
  }
}
