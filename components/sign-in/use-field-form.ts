"use client";

import { useActionState, useRef } from "react";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/** What is wrong with a field, in a sentence. Undefined when nothing is. */
export type Problem = string | undefined;

/**
 * A form with one field. The field takes the focus at first and whenever its value is refused.
 *
 * @param name of the field
 * @param initial what the field holds at first
 * @param submit returns why the value is refused
 */
export function useFieldForm(
  name: string,
  initial: string,
  submit: (value: string) => Promise<Problem>,
) {
  const field = useRef<HTMLInputElement>(null);
  const [state, formAction] = useActionState(
    async (_: unknown, form: FormData) => {
      const value = String(form.get(name) ?? "");
      return { value, problem: await submit(value) };
    },
    { value: initial, problem: undefined },
  );
  useFocusWhen(field, true);
  useFocusWhen(field, state.problem !== undefined && state);
  return { field, value: state.value, problem: state.problem, formAction };
}
