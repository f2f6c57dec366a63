import "server-only";
import { after } from "next/server";

/**
 * Runs a task after the response is sent, so that the user does not wait for it.
 *
 * @param task must handle its own errors
 */
export function later(task: () => Promise<void>): void {
  after(task);
}
