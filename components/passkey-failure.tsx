"use client";

import { useEffect, useRef } from "react";
import { messageFor } from "@/components/messages";
import { NextStepLink } from "@/components/next-step-link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/passkey-error";

/** Why a passkey could not be made or used, and the way on. It takes the focus that the last button lost. */
export function PasskeyFailure({ code, onRetry }: { code: PasskeyErrorCode; onRetry: () => void }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const { title, text, next } = messageFor(code);
  return (
    <>
      <Alert title={title} alertRef={alert}>
        <p>{text}</p>
      </Alert>
      {next === "retry" ? (
        <Button onClick={onRetry} wide>
          Try again
        </Button>
      ) : (
        <NextStepLink next={next} />
      )}
    </>
  );
}
