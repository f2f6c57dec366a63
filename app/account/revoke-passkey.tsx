"use client";

import { useActionState, useRef } from "react";
import { ActionFailure, reportingOffline } from "@/app/account/account-form";
import { revokePasskeyAction } from "@/app/account/actions";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/** Revokes a passkey. The last one takes a warning and a second click. */
export function RevokePasskey({
  passkeyId,
  describedBy,
}: {
  passkeyId: string;
  describedBy: string;
}) {
  const [state, formAction] = useActionState(reportingOffline(revokePasskeyAction), {
    status: "idle",
  });
  const warning = useRef<HTMLDivElement>(null);
  useFocusWhen(warning, state.status === "confirm" && state);

  if (state.status !== "confirm") {
    return (
      <form action={formAction} className="contents">
        <input type="hidden" name="id" value={passkeyId} />
        <SubmitButton waiting="Revoking the passkey" variant="secondary" describedBy={describedBy}>
          Revoke
        </SubmitButton>
        <ActionFailure state={state} />
      </form>
    );
  }
  return (
    <form action={formAction} className="grid basis-full gap-4">
      <Alert title="This is your last passkey" alertRef={warning}>
        <p>
          Once it is revoked, you can get back into your account only by email. Make sure that you
          can read your mail.
        </p>
      </Alert>
      <input type="hidden" name="id" value={passkeyId} />
      <input type="hidden" name="confirmed" value="yes" />
      <div className="flex flex-wrap gap-3">
        <SubmitButton waiting="Revoking the passkey" variant="danger">
          Revoke my last passkey
        </SubmitButton>
        {/* Loading the page again ends the question, with and without scripts. */}
        <ButtonLink href="/account" variant="quiet">
          Keep it
        </ButtonLink>
      </div>
    </form>
  );
}
