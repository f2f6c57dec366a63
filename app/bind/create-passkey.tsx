"use client";

import { CREATE_STEPS, useCreatePasskey } from "@/app/bind/use-create-passkey";
import { NeedsScript } from "@/components/needs-script";
import { PasskeyFailure } from "@/components/passkey-failure";
import { Button } from "@/components/ui/button";
import { ContinueManually } from "@/components/ui/continue-manually";
import { EmailAddress } from "@/components/ui/email-address";
import { FocusedPageHeader } from "@/components/ui/focused-page-header";
import { KeyIcon } from "@/components/ui/icons/key";
import { ProgressSteps } from "@/components/ui/progress-steps";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Says whose passkey it will be, and creates it only after a click. */
export function CreatePasskey({
  email,
  settings,
  takesFocus,
}: {
  email: string;
  settings: ClientSettings;
  takesFocus: boolean;
}) {
  const { state, create } = useCreatePasskey(settings);
  return (
    <>
      <FocusedPageHeader
        icon={<KeyIcon />}
        title={
          <>
            Create a passkey for{" "}
            <span className="text-accent">
              <EmailAddress>{email}</EmailAddress>
            </span>
          </>
        }
        takesFocus={takesFocus}
      >
        <p>
          It stays in this browser and signs you in without a password. Your device may ask for your
          fingerprint, your face or its PIN.
        </p>
      </FocusedPageHeader>
      {state.name === "asking" && (
        <Button onClick={create} wide>
          Create passkey
        </Button>
      )}
      {state.name === "working" && (
        <>
          <ProgressSteps steps={CREATE_STEPS} current={state.step} takesFocus />
          <ContinueManually leave={state.step === 2 ? signIn : null} />
        </>
      )}
      {state.name === "failed" && <PasskeyFailure code={state.code} onRetry={state.retry} />}
      <NeedsScript />
    </>
  );
}

/** Leaves without the router, which still waits for a stopped navigation and starts no other one. */
function signIn(): void {
  window.location.assign("/sign-in");
}
