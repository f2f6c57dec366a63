"use client";

import { InboxLink } from "@/components/inbox-link";
import { RedirectForm } from "@/components/redirect-form";
import { restartSignInByCode } from "@/components/sign-in/code-requested";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { type Problem, useFieldForm } from "@/components/sign-in/use-field-form";
import { StrongAddress } from "@/components/ui/email-address";
import { MailIcon } from "@/components/ui/icons/mail";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";

/**
 * Asks for the mailed code.
 *
 * @param props.outlivesPage whether the code still works after a reload
 */
export function CodeStep({
  email,
  outlivesPage,
  inboxUrl,
  redeem,
  context,
}: {
  email: string;
  outlivesPage: boolean;
  inboxUrl: string | null;
  redeem: (code: string) => Promise<Problem>;
  context: SignInContext;
}) {
  return (
    <>
      <PageHeader icon={<MailIcon />} title="Enter the code">
        <p role="status">
          A code is on its way to <StrongAddress>{email}</StrongAddress>.
        </p>
        {!outlivesPage && (
          <p>
            Keep this page open while you check your mail. Your browser does not let us save
            anything, so the code stops working when you leave the page.
          </p>
        )}
      </PageHeader>
      <CodeForm redeem={redeem} />
      <div className="grid gap-3">
        {inboxUrl !== null && <InboxLink href={inboxFor(inboxUrl, email)} variant="secondary" />}
        <UseAnotherAddress context={context} />
      </div>
    </>
  );
}

function CodeForm({ redeem }: { redeem: (code: string) => Promise<Problem> }) {
  const { field, problem, formAction } = useFieldForm("code", "", redeem);
  return (
    <form action={formAction} noValidate className="grid gap-6">
      <TextField
        name="code"
        label="Code"
        hint="Six digits, valid for 10 minutes."
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        error={problem}
        inputRef={field}
      />
      <SubmitButton waiting="Checking your code" wide>
        Sign in
      </SubmitButton>
    </form>
  );
}

/** This sign-in is tied to one address now, so another address needs a new sign-in. */
function UseAnotherAddress({ context }: { context: SignInContext }) {
  return (
    <RedirectForm action={() => restartSignInByCode(context)}>
      <SubmitButton waiting="Starting another sign-in" variant="quiet" wide>
        Use another address
      </SubmitButton>
    </RedirectForm>
  );
}

function inboxFor(inboxUrl: string, email: string): string {
  const url = new URL(inboxUrl);
  url.searchParams.set("to", email);
  return url.href;
}
