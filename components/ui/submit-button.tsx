"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";
import { Spinner } from "@/components/ui/spinner";
import { useRouterRecovery } from "@/components/ui/use-router-recovery";

/**
 * Sends the form around it. While that is under way it keeps its name and focus, and takes no second click. Whatever
 * comes and goes has an element of its own: a page that is translated, or changed by an extension, has other text nodes
 * than React put there.
 */
export function SubmitButton({
  children,
  waiting,
  variant = "primary",
  wide = false,
  describedBy,
}: {
  children: ReactNode;
  /** What is read out while the form is on its way. */
  waiting: string;
  variant?: ButtonVariant;
  wide?: boolean;
  describedBy?: string;
}) {
  const { pending } = useFormStatus();
  useRouterRecovery(pending);
  const holdBack = (event: MouseEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <>
      <button
        type="submit"
        aria-disabled={pending}
        aria-describedby={describedBy}
        onClick={holdBack}
        className={buttonStyle(variant, wide)}
      >
        <span className="contents">{pending && <Spinner />}</span>
        <span>{children}</span>
      </button>
      <span role="status" className="sr-only">
        {pending ? waiting : ""}
      </span>
    </>
  );
}
