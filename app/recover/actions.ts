"use server";

import type { BindingRequestState } from "@/lib/use-cases/binding-request-state";
import { recover } from "@/lib/use-cases/recover";
import { submitEmailForm } from "@/lib/use-cases/submit-email-form";

export async function recoverAction(
  _previous: BindingRequestState,
  form: FormData,
): Promise<BindingRequestState> {
  return submitEmailForm(form, recover);
}
