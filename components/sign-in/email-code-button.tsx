import type { SwitchToCode } from "@/components/sign-in/use-sign-in";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-style";

/** Switches to a code by email. Shows nothing if codes are not offered. */
export function EmailCodeButton({
  switchToCode,
  variant = "quiet",
}: {
  switchToCode: SwitchToCode;
  variant?: ButtonVariant;
}) {
  return (
    switchToCode && (
      <Button onClick={switchToCode} variant={variant} wide>
        Email me a code
      </Button>
    )
  );
}
