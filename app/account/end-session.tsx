"use client";

import { useActionState } from "react";
import { ActionFailure, reportingOffline } from "@/app/account/account-form";
import { endSessionAction } from "@/app/account/actions";
import { SubmitButton } from "@/components/ui/submit-button";

/** Signs another device out. */
export function EndSession({ sessionId, describedBy }: { sessionId: string; describedBy: string }) {
  const [state, formAction] = useActionState(reportingOffline(endSessionAction), {
    status: "idle",
  });
  return (
    <form action={formAction} className="contents">
      <input type="hidden" name="id" value={sessionId} />
      <SubmitButton waiting="Signing that device out" variant="secondary" describedBy={describedBy}>
        Sign out
      </SubmitButton>
      <ActionFailure state={state} />
    </form>
  );
}
