"use client";

import { ByCodeButton } from "@/components/bi-authenticate/by-code-button";
import { NoPasskey } from "@/components/bi-authenticate/no-passkey";
import { PasskeyChooser } from "@/components/bi-authenticate/passkey-chooser";
import { SignInByCode } from "@/components/bi-authenticate/sign-in-by-code";
import { SignInFailure } from "@/components/bi-authenticate/sign-in-failure";
import { SIGN_IN_STEPS, useSignIn } from "@/components/bi-authenticate/use-sign-in";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressSteps } from "@/components/ui/progress-steps";
import type { ClientSettings } from "@/lib/client-settings";

/** Answers the sign-in in the address, asking only where there is something to choose. */
export function AuthenticatePanel({ settings }: { settings: ClientSettings }) {
  const state = useSignIn(settings);
  if (state.name === "none") return <NoPasskey byCode={state.byCode} />;
  if (state.name === "by_code") {
    return <SignInByCode authenticateUrl={state.authenticateUrl} settings={settings} />;
  }
  if (state.name === "choosing") {
    return <PasskeyChooser passkeys={state.passkeys} onChoose={state.use} byCode={state.byCode} />;
  }
  if (state.name === "failed") {
    return (
      <SignInFailure code={state.code} onRetry={state.retry}>
        <ByCodeButton byCode={state.byCode} />
      </SignInFailure>
    );
  }
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="Signing you in">
        <p>Your device may ask to confirm that it is you.</p>
      </PageHeader>
      <ProgressSteps steps={SIGN_IN_STEPS} current={state.step} takesFocus={state.step > 0} />
    </>
  );
}
