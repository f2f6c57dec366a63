import { continueLabel } from "@/components/continue-label";
import { ButtonLink } from "@/components/ui/button-link";

/** Takes a signed-in user to the page that they asked for. */
export function ContinueLink({ target }: { target: string }) {
  return (
    <ButtonLink href={target} wide>
      {continueLabel(target)}
    </ButtonLink>
  );
}
