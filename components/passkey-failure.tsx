"use client";

import { type ReactNode, useRef } from "react";
import type { RetryOrLink } from "@/components/message";
import { messageFor } from "@/components/messages";
import { NextStep } from "@/components/next-step";
import { Alert } from "@/components/ui/alert";
import type { ButtonVariant } from "@/components/ui/button-style";
import { useFocusWhen } from "@/components/ui/use-focus-when";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";

/**
 * Says why a passkey could not be created or used, and what to do next. Takes the focus, because the last button is
 * gone.
 *
 * @param props.signInPath where a new sign-in starts
 * @param props.children options that come first
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
  useFocusWhen(alert, true);
  const { title, text, next } = messageFor(code);
  return (
    <>
      <Alert title={title} alertRef={alert}>
        <p>{text}</p>
      </Alert>
      {children}
      <NextStep next={startingAt(signInPath, next)} onRetry={onRetry} variant={variant} />
    </>
  );
}

function startingAt(signInPath: string, next: RetryOrLink): RetryOrLink {
  return next !== "retry" && next.href === "/sign-in" ? { ...next, href: signInPath } : next;
}
