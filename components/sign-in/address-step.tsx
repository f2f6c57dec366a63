"use client";

import { type Problem, useFieldForm } from "@/components/sign-in/use-field-form";
import { ButtonLink } from "@/components/ui/button-link";
import { EmailField } from "@/components/ui/email-field";
import { MailIcon } from "@/components/ui/icons/mail";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { authPagePath } from "@/lib/redirect-path";

/**
 * Asks where to send a code.
 *
 * @param props.email what was entered before, or an empty string
 * @param props.target where the sign-in ends
 */
export function AddressStep({
  email,
  send,
  target,
}: {
  email: string;
  send: (email: string) => Promise<Problem>;
  target: string;
}) {
  const { field, value, problem, formAction } = useFieldForm("email", email, send);
  return (
    <>
      <PageHeader icon={<MailIcon />} title="Sign in with a code">
        <p>We send a code to your email address. You need no passkey for it.</p>
      </PageHeader>
      <form action={formAction} noValidate className="grid gap-6">
        <EmailField
          hint="Where you can read your mail now."
          defaultValue={value}
          error={problem}
          inputRef={field}
        />
        <SubmitButton waiting="Sending your code" wide>
          Send code
        </SubmitButton>
      </form>
      <ButtonLink href={authPagePath("/sign-in", { target })} variant="quiet" wide>
        Use a passkey instead
      </ButtonLink>
    </>
  );
}
