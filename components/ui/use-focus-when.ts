"use client";

import { type RefObject, useEffect } from "react";

/**
 * Moves the focus to an element each time there is a new reason to.
 *
 * @param place the element
 * @param reason nothing happens while it is falsy; a new state object or a higher count is a new reason
 */
export function useFocusWhen(place: RefObject<HTMLElement | null>, reason: unknown): void {
  useEffect(() => {
    if (reason) place.current?.focus();
  }, [place, reason]);
}
