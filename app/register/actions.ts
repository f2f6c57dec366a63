"use server";

import type { BindingRequestState } from "@/lib/use-cases/binding-request-state";
import { requestLink } from "@/lib/use-cases/request-link";
import { submitEmailForm } from "@/lib/use-cases/submit-email-form";

export async function registerAction(
  _previous: BindingRequestState,
  form: FormData,
): Promise<BindingRequestState> {
  return submitEmailForm(form, (email) => requestLink("register", email));
}
