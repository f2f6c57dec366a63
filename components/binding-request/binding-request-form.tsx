"use client";

import { type ReactNode, useActionState, useRef, useState } from "react";
import { LinkSent } from "@/components/binding-request/link-sent";
import { RequestFailure } from "@/components/binding-request/request-failure";
import { saveDraft, useDraft } from "@/components/binding-request/use-draft";
import type { Explained } from "@/components/explained";
import { OFFLINE } from "@/components/message";
import { EmailField } from "@/components/ui/email-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";
import { withConnectionFallback } from "@/lib/browser/connection";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";

/** A page that sends a binding link. The server renders what it can, so that browsers load no script for it. */
export type BindingRequest = {
  action: (
    previous: Explained<BindingRequestState>,
    form: FormData,
  ) => Promise<Explained<BindingRequestState>>;
  /** Path of the page. */
  path: string;
  /** Icon, title and introduction above the form. */
  header: ReactNode;
  hint: string;
  submit: string;
  /** Icon and title once the link was sent. */
  sentHeader: ReactNode;
  /** The sentence below, as the text before the address and the text after it. */
  sentTo: readonly [before: string, after: string];
  /** What the user does with the email. */
  nextSteps: ReactNode;
};

/** Asks for an email address, sends a link there and says so. Works before any script has run. */
export function BindingRequestForm({ request }: { request: BindingRequest }) {
  const [restarts, setRestarts] = useState(0);
  return (
    <Attempt
      key={restarts}
      request={request}
      takesFocus={restarts > 0}
      startOver={() => setRestarts(restarts + 1)}
    />
  );
}

function Attempt({
  request,
  takesFocus,
  startOver,
}: {
  request: BindingRequest;
  takesFocus: boolean;
  startOver: () => void;
}) {
  const action = withConnectionFallback(request.action, failedOffline);
  const [state, formAction] = useActionState(action, { status: "idle" });
  const field = useRef<HTMLInputElement>(null);
  const failure = useRef<HTMLDivElement>(null);
  useDraft(request.path, field, state.status);
  useFocusWhen(field, takesFocus);
  useFocusWhen(field, state.status === "invalid" && state);
  useFocusWhen(failure, state.status === "failed" && state);

  if (state.status === "sent") {
    return <LinkSent request={request} sent={state} startOver={startOver} />;
  }
  return (
    <>
      {request.header}
      {state.status === "failed" && <RequestFailure state={state} alertRef={failure} />}
      <form
        action={formAction}
        onSubmit={() => saveDraft(request.path, field.current?.value)}
        noValidate
        className="grid gap-6"
      >
        <EmailField
          hint={request.hint}
          defaultValue={state.status === "idle" ? "" : state.email}
          error={state.status === "invalid" ? state.message : undefined}
          inputRef={field}
        />
        <SubmitButton waiting="Sending your email" wide>
          {request.submit}
        </SubmitButton>
      </form>
    </>
  );
}

function failedOffline(_previous: unknown, form: FormData): Explained<BindingRequestState> {
  const email = String(form.get("email") ?? "");
  return { status: "failed", email, code: "offline", message: OFFLINE };
}
