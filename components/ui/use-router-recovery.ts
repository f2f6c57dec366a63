"use client";

import { useEffect } from "react";
import { PATIENCE_MS } from "@/components/ui/use-stalled";

/**
 * After a server action that leads to another origin the router waits for the page to be gone, for ever. Where the
 * person stopped that navigation, or nothing answers it, the router is brought back as from the browser's back/forward
 * cache, so that buttons work again.
 *
 * @param isPending whether an action is under way
 */
export function useRouterRecovery(isPending: boolean): void {
  useEffect(() => {
    if (!isPending) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const setOut = () => {
      clearTimeout(timer);
      timer = setTimeout(recover, PATIENCE_MS);
    };
    window.addEventListener("beforeunload", setOut);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("beforeunload", setOut);
    };
  }, [isPending]);
}

function recover(): void {
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
}
