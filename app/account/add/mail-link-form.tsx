"use client";

import { useActionState, useRef } from "react";
import { ActionFailure, reportingOffline } from "@/app/account/account-form";
import { mailLinkAction } from "@/app/account/add/actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/** Mails the signed-in user a link to open on another device. */
export function MailLinkForm({ email }: { email: string | null }) {
  const [state, formAction] = useActionState(reportingOffline(mailLinkAction), { status: "idle" });
  const sent = useRef<HTMLParagraphElement>(null);
  useFocusWhen(sent, state.status === "done" && state);
  return (
    <form action={formAction} className="grid gap-3">
      {state.status === "done" ? (
        <p ref={sent} tabIndex={-1} className="rounded-2xl bg-accent-soft p-4 font-medium">
          A link is on its way to {email ?? "your address"}. Open it on the other device within 15
          minutes.
        </p>
      ) : (
        <>
          <SubmitButton waiting="Sending your email" wide>
            Email me a link for another device
          </SubmitButton>
          <ActionFailure state={state} />
        </>
      )}
    </form>
  );
}
