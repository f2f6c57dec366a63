"use client";

import { type RefObject, useEffect, useRef } from "react";

/** @returns whether the component has left the page, for what goes on after an `await`. */
export function useIsGone(): RefObject<boolean> {
  const isGone = useRef(false);
  useEffect(() => {
    // In development React also runs the cleanup once for a component that stays.
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return isGone;
}
