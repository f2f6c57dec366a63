import { signOutEverywhereAction } from "@/app/account/actions";
import { AccountForm } from "@/components/account/account-form";

/** Ends every session of the person, this one too. */
export function SignOutEverywhere() {
  return (
    <AccountForm action={signOutEverywhereAction} waiting="Signing out everywhere">
      Sign out everywhere
    </AccountForm>
  );
}
