import { ButtonLink } from "@/components/ui/button-link";
import { wayOnLabel } from "@/components/way-on-label";

/** Leads a signed-in person to where they were going. */
export function WayOn({ target }: { target: string }) {
  return (
    <ButtonLink href={target} wide>
      {wayOnLabel(target)}
    </ButtonLink>
  );
}
