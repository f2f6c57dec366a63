"use client";

import { NoPasskey } from "@/components/bi-authenticate/no-passkey";
import { PasskeyChooser } from "@/components/bi-authenticate/passkey-chooser";
import { SIGN_IN_STEPS, useSignIn } from "@/components/bi-authenticate/use-sign-in";
import { messageFor } from "@/components/messages";
import { PasskeyFailure } from "@/components/passkey-failure";
import { ButtonLink } from "@/components/ui/button-link";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressSteps } from "@/components/ui/progress-steps";
import type { ClientSettings } from "@/lib/client-settings";

/** Answers the sign-in in the address, asking only where there is something to choose. */
export function AuthenticatePanel({ settings }: { settings: ClientSettings }) {
  const state = useSignIn(settings);
  if (state.name === "none") return <NoPasskey />;
  if (state.name === "choosing") {
    return <PasskeyChooser passkeys={state.passkeys} onChoose={state.use} />;
  }
  if (state.name === "failed") {
    return (
      <>
        <PageHeader icon={<KeyIcon />} title="You are not signed in yet" />
        <PasskeyFailure code={state.code} onRetry={state.retry} />
        {messageFor(state.code).next === "retry" && (
          <ButtonLink href="/sign-in" variant="quiet" wide>
            Start again
          </ButtonLink>
        )}
      </>
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
