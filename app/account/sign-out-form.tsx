import { RedirectForm } from "@/components/redirect-form";
import { SubmitButton } from "@/components/ui/submit-button";

/**
 * Ends this session. Works before any script has run.
 *
 * @param props.action the server action that does it
 */
export function SignOutForm({ action }: { action: () => Promise<void> }) {
  return (
    <RedirectForm action={action}>
      <SubmitButton waiting="Signing out" variant="secondary">
        Sign out
      </SubmitButton>
    </RedirectForm>
  );
}
