"use client";

import { AddressStep } from "@/components/sign-in/address-step";
import { CodeStep } from "@/components/sign-in/code-step";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { SignInFailure } from "@/components/sign-in/sign-in-failure";
import { SigningIn } from "@/components/sign-in/signing-in";
import { type CodeStart, useOneTimePassword } from "@/components/sign-in/use-one-time-password";
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
  const { state, send, redeem } = useOneTimePassword(start, settings, context);
  switch (state.name) {
    case "address":
      return (
        <AddressStep
          email={state.email}
          send={(email) => send(state.authenticateUrl, email)}
          target={context.target}
        />
      );
    case "code":
      return (
        <CodeStep
          email={state.mailed.email}
          outlivesPage={state.outlivesPage}
          inboxUrl={settings.devInboxUrl}
          redeem={(code) => redeem(state.mailed, code)}
          context={context}
        />
      );
    case "failed":
      return <SignInFailure code={state.code} onRetry={state.retry} context={context} />;
    case "leaving":
      return <SigningIn step={2} callback={state.callback} />;
  }
}
