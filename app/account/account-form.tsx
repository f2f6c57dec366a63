"use client";

import { type ReactNode, useActionState, useRef } from "react";
import type { Explained } from "@/components/explained";
import { OFFLINE } from "@/components/message";
import { Alert } from "@/components/ui/alert";
import type { ButtonVariant } from "@/components/ui/button-style";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";
import { withConnectionFallback } from "@/lib/browser/connection";
import type { AccountActionState } from "@/lib/handlers/account-action-state";

type State = Explained<AccountActionState>;

/** A server action of the account page. */
type AccountAction = (previous: State, form: FormData) => Promise<State>;

/** Wraps an action so that a lost connection is shown on the page. */
export function reportingOffline(action: AccountAction): AccountAction {
  return withConnectionFallback(action, () => ({
    status: "failed",
    code: "offline",
    message: OFFLINE,
  }));
}

/** One button that changes the account. If that fails, the reason is shown below it. */
export function AccountForm({
  action,
  children,
  waiting,
  variant = "secondary",
  wide = false,
}: {
  action: AccountAction;
  children: ReactNode;
  waiting: string;
  variant?: ButtonVariant;
  wide?: boolean;
}) {
  const [state, formAction] = useActionState(reportingOffline(action), { status: "idle" });
  return (
    <form action={formAction} className={`grid gap-3 ${wide ? "" : "justify-items-start"}`}>
      <SubmitButton waiting={waiting} variant={variant} wide={wide}>
        {children}
      </SubmitButton>
      <ActionFailure state={state} />
    </form>
  );
}

/** Shows why an action of the account page failed. */
export function ActionFailure({ state }: { state: State }) {
  const alert = useRef<HTMLDivElement>(null);
  useFocusWhen(alert, state.status === "failed" && state);
  if (state.status !== "failed") return null;
  const { title, text } = state.message;
  return (
    <Alert title={title} alertRef={alert}>
      <p>{text}</p>
    </Alert>
  );
}
