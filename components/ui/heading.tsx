"use client";

import { type ReactNode, useRef } from "react";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/**
 * The page's main heading.
 *
 * @param takesFocus set it if the heading replaces something on the same page, so that screen readers announce the
 * change
 */
export function Heading({
  children,
  takesFocus = false,
}: {
  children: ReactNode;
  takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhen(heading, takesFocus);
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      className="font-semibold text-[1.75rem] leading-[1.18] tracking-[-0.022em] [overflow-wrap:anywhere] sm:text-[2rem]"
    >
      {children}
    </h1>
  );
}
