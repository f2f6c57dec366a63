"use client";

import { type RefObject, useEffect } from "react";

/**
 * Moves the focus to an element each time there is a new reason to.
 *
 * @param element what takes the focus
 * @param reason a falsy reason does nothing. A new state object or a higher count is a new reason.
 */
export function useFocusWhen(element: RefObject<HTMLElement | null>, reason: unknown): void {
  useEffect(() => {
    if (reason) element.current?.focus();
  }, [element, reason]);
}
