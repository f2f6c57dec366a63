"use server";

import { type Explained, explained } from "@/components/explained";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";
import { submitEmailForm } from "@/lib/handlers/submit-email-form";
import { requestLink } from "@/lib/use-cases/request-link";

export async function registerAction(
  _previous: Explained<BindingRequestState>,
  form: FormData,
): Promise<Explained<BindingRequestState>> {
  return explained(await submitEmailForm(form, (email) => requestLink("register", email)));
}
