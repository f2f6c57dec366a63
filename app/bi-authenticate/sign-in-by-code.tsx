"use client";

import { AddressStep } from "@/app/bi-authenticate/address-step";
import { CodeStep } from "@/app/bi-authenticate/code-step";
import type { SignInContext } from "@/app/bi-authenticate/sign-in-context";
import { SignInFailure } from "@/app/bi-authenticate/sign-in-failure";
import { SigningIn } from "@/app/bi-authenticate/signing-in";
import { type CodeStart, useOneTimePassword } from "@/app/bi-authenticate/use-one-time-password";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Completes a sign-in with a code by email instead of a passkey. */
export function SignInByCode({
  start,
  settings,
  context,
}: {
  start: CodeStart;
  settings: ClientSettings;
  context: SignInContext;
}) {
  const { target } = context;
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
      return <SignInFailure code={state.code} onRetry={state.retry} context={context} />;
    case "leaving":
      return <SigningIn step={2} callback={state.callback} />;
  }
}
