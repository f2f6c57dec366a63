"use server";

import type { BindingRequestState } from "@/lib/handlers/binding-request-state";
import { submitEmailForm } from "@/lib/handlers/submit-email-form";
import { requestLink } from "@/lib/use-cases/request-link";

export async function registerAction(
  _previous: BindingRequestState,
  form: FormData,
): Promise<BindingRequestState> {
  return submitEmailForm(form, (email) => requestLink("register", email));
}
