"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * The page's main heading.
 *
 * @param takesFocus set it where the heading replaces something on the same page, so that the change is read out
 */
export function Heading({
  children,
  takesFocus = false,
}: {
  children: ReactNode;
  takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
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
