import { continueLabel } from "@/components/continue-label";
import { ButtonLink } from "@/components/ui/button-link";

/** Leads a signed-in person to where they were going. */
export function ContinueLink({ target }: { target: string }) {
  return (
    <ButtonLink href={target} wide>
      {continueLabel(target)}
    </ButtonLink>
  );
}
