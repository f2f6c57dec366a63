"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { messageFor } from "@/components/messages";
import { NextStepLink } from "@/components/next-step-link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-style";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";

/**
 * Why a passkey could not be made or used, and the way on. It takes the focus that the last button lost.
 *
 * @param props.signInPath where a new sign-in begins, if that is not the plain sign-in page
 * @param props.children a way that comes first
 */
export function PasskeyFailure({
  code,
  onRetry,
  signInPath = "/sign-in",
  variant = "primary",
  children,
}: {
  code: PasskeyErrorCode;
  onRetry: () => void;
  signInPath?: string;
  variant?: ButtonVariant;
  children?: ReactNode;
}) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const { title, text, next } = messageFor(code);
  return (
    <>
      <Alert title={title} alertRef={alert}>
        <p>{text}</p>
      </Alert>
      {children}
      {next === "retry" ? (
        <Button onClick={onRetry} variant={variant} wide>
          Try again
        </Button>
      ) : (
        <NextStepLink
          next={next.href === "/sign-in" ? { ...next, href: signInPath } : next}
          variant={variant}
        />
      )}
    </>
  );
}
