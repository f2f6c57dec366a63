"use server";

import type { BindingRequestState } from "@/lib/use-cases/binding-request-state";
import { register } from "@/lib/use-cases/register";
import { submitEmailForm } from "@/lib/use-cases/submit-email-form";

export async function registerAction(
  _previous: BindingRequestState,
  form: FormData,
): Promise<BindingRequestState> {
  return submitEmailForm(form, register);
}
