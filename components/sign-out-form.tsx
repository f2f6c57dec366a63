import { signOutAction } from "@/app/account/actions";
import { LeadingForm } from "@/components/redirect-form";
import { SubmitButton } from "@/components/ui/submit-button";

/** Ends this session; works before any script has run. */
export function SignOutForm() {
  return (
    <LeadingForm action={signOutAction}>
      <SubmitButton waiting="Signing out" variant="secondary">
        Sign out
      </SubmitButton>
    </LeadingForm>
  );
}
