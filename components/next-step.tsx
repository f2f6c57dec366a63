"use client";

import type { RetryOrLink } from "@/components/message";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";

/**
 * What to do after a failure: try the same thing again, or go to another page.
 *
 * @param props.onRetry reloads the page by default. The browser does that, because the server does not know the part of
 * the address that holds a link's token.
 */
export function NextStep({
  next,
  onRetry = () => window.location.reload(),
  variant = "primary",
}: {
  next: RetryOrLink;
  onRetry?: () => void;
  variant?: ButtonVariant;
}) {
  if (next === "retry") {
    return (
      <Button onClick={onRetry} variant={variant} wide>
        Try again
      </Button>
    );
  }
  return (
    <ButtonLink href={next.href} variant={variant} wide>
      {next.label}
    </ButtonLink>
  );
}
