import { ButtonLink } from "@/components/ui/button-link";
import { DEFAULT_PATH } from "@/lib/redirect-path";

/** Leads a signed-in person to where they were going. */
export function WayOn({ target }: { target: string }) {
  return (
    <ButtonLink href={target} wide>
      {target === DEFAULT_PATH ? "Go to your account" : "Continue"}
    </ButtonLink>
  );
}
