import type { ReactNode, RefObject } from "react";

/**
 * The main heading of a page.
 *
 * @param props.headingRef for code that gives it the focus
 */
export function Heading({
  children,
  headingRef,
}: {
  children: ReactNode;
  headingRef?: RefObject<HTMLHeadingElement | null>;
}) {
  return (
    <h1
      ref={headingRef}
      tabIndex={-1}
      className="font-semibold text-[1.75rem] leading-[1.18] tracking-[-0.022em] [overflow-wrap:anywhere] sm:text-[2rem]"
    >
      {children}
    </h1>
  );
}
