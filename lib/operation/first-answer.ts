import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";

const ANSWERED = "http.server.response.finish";
/** A server that nobody asks begins by itself. */
const LONGEST_WAIT_MS = 10_000;

/**
 * @returns resolves when this process has answered its first request, or after ten seconds
 *
 * Source: Node.js "Diagnostics Channel", built-in channel `http.server.response.finish`.
 */
export function firstAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unsubscribe(ANSWERED, end);
      resolve();
    };
    const timer = setTimeout(end, LONGEST_WAIT_MS).unref();
    subscribe(ANSWERED, end);
  });
}
