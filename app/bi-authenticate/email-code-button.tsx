import type { ByCode } from "@/app/bi-authenticate/use-sign-in";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-style";

/** The way to a code by email, where there is one. */
export function ByCodeButton({
  byCode,
  variant = "quiet",
}: {
  byCode: ByCode;
  variant?: ButtonVariant;
}) {
  return (
    byCode && (
      <Button onClick={byCode} variant={variant} wide>
        Email me a code
      </Button>
    )
  );
}
