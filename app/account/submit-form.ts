import "server-only";
import { type Explained, explained } from "@/components/explained";
import type { Account } from "@/lib/auth/current-account";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import * as handlers from "@/lib/handlers/submit-account-form";

/** The state of a form on the account pages, with the words for its failure. */
export type AccountFormState = Explained<AccountActionState>;

type Run = (account: Account) => Promise<AccountActionState>;

/** See `submitAccountForm` of the handlers. */
export async function submitForm(run: Run): Promise<AccountFormState> {
  return explained(await handlers.submitAccountForm(run));
}

/** See `submitClosingForm` of the handlers. */
export async function submitClosingForm(run: Run): Promise<AccountFormState> {
  return explained(await handlers.submitClosingForm(run));
}
