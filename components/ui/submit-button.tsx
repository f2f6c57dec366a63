"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";
import { Spinner } from "@/components/ui/spinner";
import { useRouterRecovery } from "@/components/ui/use-router-recovery";

/**
 * Submits the form around it. While the form is pending, the button keeps its name and focus and ignores clicks. All
 * content that appears and disappears has its own element, because translation tools and browser extensions replace the
 * text nodes that React expects.
 */
export function SubmitButton({
  children,
  waiting,
  variant = "primary",
  wide = false,
  describedBy,
}: {
  children: ReactNode;
  /** What screen readers announce while the form is pending. */
  waiting: string;
  variant?: ButtonVariant;
  wide?: boolean;
  describedBy?: string;
}) {
  const { pending } = useFormStatus();
  useRouterRecovery(pending);
  const ignoreWhilePending = (event: MouseEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <>
      <button
        type="submit"
        aria-disabled={pending}
        aria-describedby={describedBy}
        onClick={ignoreWhilePending}
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
