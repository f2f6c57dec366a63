"use client";

import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { LinkSent } from "@/components/binding-request/link-sent";
import { RequestFailure } from "@/components/binding-request/request-failure";
import { keepDraft, useDraft } from "@/components/binding-request/use-draft";
import { MailIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { orWhenLost } from "@/lib/browser/connection";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";

/** The words and the server action of one page that sends a binding link. */
export type BindingRequest = {
  action: (previous: BindingRequestState, form: FormData) => Promise<BindingRequestState>;
  /** Path of the page, to begin anew. */
  path: string;
  title: string;
  intro: string;
  hint: string;
  submit: string;
  /** Follows the address on the "Check your email" page. */
  sent: (address: ReactNode) => ReactNode;
};

/** Asks for an email address and says to look there. Works before any script has run. */
export function BindingRequestForm({ request }: { request: BindingRequest }) {
  const [round, setRound] = useState(0);
  const beginAnew = () => setRound(round + 1);
  return <Round key={round} request={request} takesFocus={round > 0} beginAnew={beginAnew} />;
}

function Round({
  request,
  takesFocus,
  beginAnew,
}: {
  request: BindingRequest;
  takesFocus: boolean;
  beginAnew: () => void;
}) {
  const action = orWhenLost(request.action, staysWhenLost);
  const [state, formAction] = useActionState(action, { status: "idle" });
  const field = useRef<HTMLInputElement>(null);
  const failure = useRef<HTMLDivElement>(null);
  useDraft(request.path, field, state.status);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (state.status === "invalid") field.current?.focus();
    if (state.status === "failed") failure.current?.focus();
  }, [state]);

  if (state.status === "sent") {
    const { email, inboxUrl } = state;
    return <LinkSent request={request} email={email} inboxUrl={inboxUrl} beginAnew={beginAnew} />;
  }
  return (
    <>
      <PageHeader icon={<MailIcon />} title={request.title}>
        <p>{request.intro}</p>
      </PageHeader>
      {state.status === "failed" && <RequestFailure state={state} alertRef={failure} />}
      <form
        action={formAction}
        onSubmit={() => keepDraft(request.path, field.current?.value)}
        noValidate
        className="grid gap-6"
      >
        <TextField
          name="email"
          label="Email"
          hint={request.hint}
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
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

function staysWhenLost(_previous: BindingRequestState, form: FormData): BindingRequestState {
  return { status: "failed", email: String(form.get("email") ?? ""), code: "offline" };
}
