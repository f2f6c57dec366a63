import { AccountForm } from "@/app/account/account-form";
import { signOutEverywhereAction } from "@/app/account/actions";

/** Ends every session of the person, this one too. */
export function SignOutEverywhere() {
  return (
    <AccountForm action={signOutEverywhereAction} waiting="Signing out everywhere">
      Sign out everywhere
    </AccountForm>
  );
}
