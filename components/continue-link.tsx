import { wayOnLabel } from "@/components/continue-label";
import { ButtonLink } from "@/components/ui/button-link";

/** Leads a signed-in person to where they were going. */
export function WayOn({ target }: { target: string }) {
  return (
    <ButtonLink href={target} wide>
      {wayOnLabel(target)}
    </ButtonLink>
  );
}
