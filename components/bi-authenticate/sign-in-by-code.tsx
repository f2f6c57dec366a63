"use client";

import { AddressStep } from "@/components/bi-authenticate/address-step";
import { CodeStep } from "@/components/bi-authenticate/code-step";
import { SignInFailure } from "@/components/bi-authenticate/sign-in-failure";
import { useOneTimePassword } from "@/components/bi-authenticate/use-one-time-password";
import { SIGN_IN_STEPS } from "@/components/bi-authenticate/use-sign-in";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressSteps } from "@/components/ui/progress-steps";
import type { ClientSettings } from "@/lib/client-settings";

/** Answers a sign-in without a passkey, with a code by email. */
export function SignInByCode({
  authenticateUrl,
  settings,
}: {
  authenticateUrl: string;
  settings: ClientSettings;
}) {
  const { state, send, redeem } = useOneTimePassword(authenticateUrl, settings);
  if (state.name === "address") return <AddressStep email={state.email} send={send} />;
  if (state.name === "code") {
    const { email, resumeUrl } = state;
    return (
      <CodeStep
        email={email}
        inboxUrl={settings.devInboxUrl}
        redeem={(code) => redeem(email, resumeUrl, code)}
      />
    );
  }
  if (state.name === "failed") return <SignInFailure code={state.code} onRetry={state.retry} />;
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="Signing you in" />
      <ProgressSteps steps={SIGN_IN_STEPS} current={2} takesFocus />
    </>
  );
}
