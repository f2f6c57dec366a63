"use client";

import { useEffect } from "react";
import { NAVIGATION_TIMEOUT_MS } from "@/components/ui/use-stalled";

/**
 * Makes buttons work again after a stalled navigation. When a server action redirects to another origin, the router
 * waits for the page to unload, even if the user stops the navigation or the origin does not answer. This resets the
 * router as if the page came from the browser's back/forward cache.
 *
 * @param isPending whether an action is under way
 */
export function useRouterRecovery(isPending: boolean): void {
  useEffect(() => {
    if (!isPending) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const startTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(recover, NAVIGATION_TIMEOUT_MS);
    };
    window.addEventListener("beforeunload", startTimer);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("beforeunload", startTimer);
    };
  }, [isPending]);
}

function recover(): void {
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}
