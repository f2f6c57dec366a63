import "client-only";
import { NAVIGATION_TIMEOUT_MS } from "@/components/ui/use-stalled";

/**
 * Leaves this page. As long as the browser is on its way, the promise stays open, and so does the form that waits for it.
 *
 * @returns whether the browser is still here after ten seconds. If not, it was away and has come back to this page.
 */
export function leaveFor(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const arrived = new AbortController();
    const timer = setTimeout(() => end(true), NAVIGATION_TIMEOUT_MS);
    function end(isStalled: boolean): void {
      clearTimeout(timer);
      arrived.abort();
      resolve(isStalled);
    }
    window.addEventListener(
      "pageshow",
      // `useRouterRecovery` sends one that the browser did not.
      ({ persisted, isTrusted }) => persisted && isTrusted && end(false),
      { signal: arrived.signal },
    );
    window.location.assign(address);
  });
}
