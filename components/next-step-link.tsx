import type { NextStep } from "@/components/messages";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";

/** The way on from a failure, where that is another page. */
export function NextStepLink({
  next,
  variant = "primary",
}: {
  next: Exclude<NextStep, "retry">;
  variant?: ButtonVariant;
}) {
  return (
    <ButtonLink href={next.href} variant={variant} wide>
      {next.label}
    </ButtonLink>
  );
}
