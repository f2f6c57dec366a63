"use client";

import { useActionState, useRef } from "react";
import { ActionFailure } from "@/app/account/account-form";
import { deleteAccountAction } from "@/app/account/actions";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/** Where the account is that the user signs in with: managed by this app, by Beyond Identity alone, or elsewhere. */
export type AccountHome = "app" | "beyond-identity" | "provider";

/** Deletes the account after a warning and a second click. */
export function DeleteAccount({ home }: { home: AccountHome }) {
  const [state, formAction] = useActionState(deleteAccountAction, { status: "idle" });
  const warning = useRef<HTMLDivElement>(null);
  useFocusWhen(warning, state.status === "confirm" && state);

  if (state.status !== "confirm") {
    return (
      <form action={formAction} className="grid justify-items-start gap-3">
        <SubmitButton waiting="One moment" variant="secondary">
          Delete account
        </SubmitButton>
        <ActionFailure state={state} />
      </form>
    );
  }
  return (
    <form action={formAction} className="grid gap-4">
      <Alert title="This cannot be undone" alertRef={warning}>
        <p>{WARNINGS[home]}</p>
      </Alert>
      <input type="hidden" name="confirmed" value="yes" />
      <div className="flex flex-wrap gap-3">
        <SubmitButton waiting="Deleting your account" variant="danger">
          Delete my account for good
        </SubmitButton>
        {/* Loading the page again ends the question, with and without scripts. */}
        <ButtonLink href="/account" variant="quiet">
          Keep my account
        </ButtonLink>
      </div>
    </form>
  );
}

const WARNINGS: Record<AccountHome, string> = {
  app: "You are signed out everywhere. Your passkeys stop working, and your account and its history are deleted.",
  "beyond-identity":
    "You are signed out everywhere, and your history here is deleted. Your account and your passkeys at Beyond Identity stay. The people who run this site can delete them there.",
  provider:
    "You are signed out everywhere, and your history here is deleted. The account that you sign in with stays as it is.",
};
