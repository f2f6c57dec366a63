import type { Ref } from "react";
import type { Explained } from "@/components/explained";
import { Alert } from "@/components/ui/alert";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";

/** Says why no email could be sent. The form below keeps the address, so that the user can send it again. */
export function RequestFailure({
  state,
  alertRef,
}: {
  state: Extract<Explained<BindingRequestState>, { status: "failed" }>;
  alertRef: Ref<HTMLDivElement>;
}) {
  const { title, text } = state.message;
  return (
    <Alert title={title} alertRef={alertRef}>
      <p>{text}</p>
      {state.wait !== undefined && <p>{state.wait}</p>}
      <p className="mt-1 text-muted">Your address is kept below.</p>
    </Alert>
  );
}
