"use client";

import { type ReactNode, useRef } from "react";
import { Heading } from "@/components/ui/heading";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/**
 * A main heading that takes the focus, so that screen readers announce it.
 *
 * @param props.takesFocus false while it stays where it was
 */
export function FocusedHeading({
  children,
  takesFocus = true,
}: {
  children: ReactNode;
  takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhen(heading, takesFocus);
  return <Heading headingRef={heading}>{children}</Heading>;
}
