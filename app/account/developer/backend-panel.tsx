"use client";

import { useActionState, useRef } from "react";
import { callBackendAction } from "@/app/account/developer/actions";
import { messageFor } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SubmitButton } from "@/components/ui/submit-button";
import { useFocusWhen } from "@/components/ui/use-focus-when";
import { withConnectionFallback } from "@/lib/browser/connection";
import type { FailureCode } from "@/lib/failure";
import type { BackendAnswer } from "@/lib/use-cases/ask-backend";

/** Failures that only a new sign-in can fix. */
const SIGN_IN_AGAIN: (FailureCode | "offline")[] = [
  "access_token_expired",
  "session_ended",
  "backend_refused",
];

const callOrReportOffline = withConnectionFallback(
  callBackendAction,
  (): BackendAnswer => ({ failure: "offline" }),
);

/** Shows what your own backend says about the user. The server calls it, and the token never reaches the browser. */
export function BackendPanel() {
  const [answer, action] = useActionState(callOrReportOffline, null);
  return (
    <>
      <p className="text-muted">
        The server calls <code className="text-ink">GET /me</code> of the configured backend in your
        name. The token for it stays on the server.
      </p>
      <form action={action} className="grid justify-items-start">
        <SubmitButton waiting="Calling the backend" variant="secondary">
          Call the backend
        </SubmitButton>
      </form>
      {answer && <Answer answer={answer} />}
    </>
  );
}

function Answer({ answer }: { answer: BackendAnswer }) {
  const shown = useRef<HTMLDivElement>(null);
  useFocusWhen(shown, answer);
  if ("failure" in answer) {
    const { title, text } = messageFor(answer.failure);
    return (
      <>
        <Alert title={title} alertRef={shown}>
          <p>{text}</p>
        </Alert>
        {SIGN_IN_AGAIN.includes(answer.failure) && (
          <div className="grid justify-items-start">
            <ButtonLink
              href={`/sign-in?error=${answer.failure}&redirectTo=/account/developer`}
              variant="secondary"
            >
              Sign in again
            </ButtonLink>
          </div>
        )}
      </>
    );
  }
  return (
    <div ref={shown} tabIndex={-1} className="grid gap-2 outline-none">
      <p>
        The backend answered with status <strong>{answer.status}</strong>.
      </p>
      {answer.text !== "" && (
        <section aria-label="What the backend says">
          <pre className="overflow-x-auto whitespace-pre-wrap rounded-xl border border-line bg-well p-4 text-sm [overflow-wrap:anywhere]">
            {answer.text}
          </pre>
        </section>
      )}
    </div>
  );
}
