import "client-only";
import { NAVIGATION_TIMEOUT_MS } from "@/components/ui/use-stalled";

/**
 * Leaves this page. The promise keeps a form pending while the browser is on its way. It ends after ten seconds, so that a
 * user who has stopped the browser can click again, and when the browser comes back to this page.
 */
export function leaveFor(address: string): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ended.abort();
      resolve();
    };
    const timer = setTimeout(end, NAVIGATION_TIMEOUT_MS);
    window.addEventListener("pageshow", ({ persisted }) => persisted && end(), {
      signal: ended.signal,
    });
    window.location.assign(address);
  });
}
