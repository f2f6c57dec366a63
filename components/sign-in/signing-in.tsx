import { ContinueManually } from "@/components/ui/continue-manually";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";
import { ProgressSteps } from "@/components/ui/progress-steps";

const STEPS = ["Preparing", "Waiting for your device", "Signing in"] as const;

/**
 * Shows the progress of a sign-in.
 *
 * @param props.callback the address to leave for, or null until it is known
 */
export function SigningIn({
  step,
  callback = null,
}: {
  step: 0 | 1 | 2;
  callback?: string | null;
}) {
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="Signing you in">
        <p>Your device may ask to confirm that it is you.</p>
      </PageHeader>
      <ProgressSteps steps={STEPS} current={step} takesFocus={step > 0} />
      <ContinueManually
        leave={callback === null ? null : () => window.location.replace(callback)}
      />
    </>
  );
}
