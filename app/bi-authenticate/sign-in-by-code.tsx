"use client";

import { AddressStep } from "@/app/bi-authenticate/address-step";
import { CodeStep } from "@/app/bi-authenticate/code-step";
import type { Journey } from "@/app/bi-authenticate/journey";
import { SignInFailure } from "@/app/bi-authenticate/sign-in-failure";
import { SigningIn } from "@/app/bi-authenticate/signing-in";
import { type CodeStart, useOneTimePassword } from "@/app/bi-authenticate/use-one-time-password";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Answers a sign-in without a passkey, with a code by email. */
export function SignInByCode({
  start,
  settings,
  journey,
}: {
  start: CodeStart;
  settings: ClientSettings;
  journey: Journey;
}) {
  const { target } = journey;
  const { state, send, redeem } = useOneTimePassword(start, settings, target);
  switch (state.name) {
    case "address":
      return (
        <AddressStep
          email={state.email}
          send={(email) => send(state.authenticateUrl, email)}
          target={target}
        />
      );
    case "code":
      return (
        <CodeStep
          email={state.mailed.email}
          outlivesPage={state.outlivesPage}
          inboxUrl={settings.devInboxUrl}
          redeem={(code) => redeem(state.mailed, code)}
          target={target}
        />
      );
    case "failed":
      return <SignInFailure code={state.code} onRetry={state.retry} journey={journey} />;
    case "leaving":
      return <SigningIn step={2} callback={state.callback} />;
  }
}
