import type { NextStep } from "@/components/messages";
import { ButtonLink } from "@/components/ui/button-link";

/** The way on from a failure, where that is another page. */
export function NextStepLink({ next }: { next: Exclude<NextStep, "retry"> }) {
  return (
    <ButtonLink href={next.href} wide>
      {next.label}
    </ButtonLink>
  );
}
