"use client";

import { useEffect, useState } from "react";

/** How long a navigation may take before something is offered in its place. */
export const PATIENCE_MS = 10_000;

/**
 * A navigation that the person stops, or that gets no answer, tells the page nothing: it just stands.
 *
 * @param isLeaving whether the page has set out for another one
 * @returns whether it should have been gone by now
 */
export function useStalled(isLeaving: boolean): boolean {
  const [isStalled, setStalled] = useState(false);
  useEffect(() => {
    if (!isLeaving) return;
    const timer = setTimeout(() => setStalled(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setStalled(false);
    };
  }, [isLeaving]);
  return isStalled;
}
