"use client";

import { useActionState, useEffect, useRef } from "react";
import type { Problem } from "@/app/bi-authenticate/use-one-time-password";
import { ButtonLink } from "@/components/ui/button-link";
import { MailIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { onTheWay } from "@/lib/redirect-path";

/**
 * Asks where to send a code.
 *
 * @param props.email what was entered before, if anything
 * @param props.target where the sign-in was going
 */
export function AddressStep({
  email: entered,
  send,
  target,
}: {
  email: string;
  send: (email: string) => Promise<Problem>;
  target: string;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [state, formAction] = useActionState(
    async (_: unknown, form: FormData) => {
      const email = String(form.get("email") ?? "");
      return { email, problem: await send(email) };
    },
    { email: entered, problem: undefined },
  );
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (state.problem !== undefined) field.current?.focus();
  }, [state]);
  return (
    <>
      <PageHeader icon={<MailIcon />} title="Sign in with a code">
        <p>We send a code to your email address. You need no passkey for it.</p>
      </PageHeader>
      <form action={formAction} noValidate className="grid gap-6">
        <TextField
          name="email"
          label="Email"
          hint="Where you can read your mail now."
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={state.email}
          error={state.problem}
          inputRef={field}
        />
        <SubmitButton waiting="Sending your code" wide>
          Send code
        </SubmitButton>
      </form>
      <ButtonLink href={onTheWay("/sign-in", { target })} variant="quiet" wide>
        Use a passkey instead
      </ButtonLink>
    </>
  );
}
