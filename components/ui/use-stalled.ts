"use client";

import { useEffect, useState } from "react";

/** After this time a navigation counts as stalled. */
export const NAVIGATION_TIMEOUT_MS = 10_000;

/**
 * Detects a navigation that the user stopped, or that gets no answer. Browsers report neither to the page.
 *
 * @param isLeaving whether the page has started a navigation
 * @returns whether the navigation takes too long
 */
export function useStalled(isLeaving: boolean): boolean {
  const [isStalled, setStalled] = useState(false);
  useEffect(() => {
    if (!isLeaving) return;
    const timer = setTimeout(() => setStalled(true), NAVIGATION_TIMEOUT_MS);
    return () => {
      clearTimeout(timer);
      setStalled(false);
    };
  }, [isLeaving]);
  return isStalled;
}
